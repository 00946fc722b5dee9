package org.dmoe.cli;

import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.dmoe.pipeline.PredictPipeline;
import org.dmoe.pipeline.RowCounts;
import org.dmoe.table.in.TableOptions.Partition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a model says of rows. */
@Command(
    name = "predict",
    description =
        "Writes mean, variance, quantiles, expert probabilities and most probable expert of each row.",
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "A model file (Avro or JSON) or a run directory.")
  private String model;

  @Mixin private TableArguments table;

  @Mixin private RowOutputArguments output;

  @Option(
      names = "--quantiles",
      split = ",",
      paramLabel = "P",
      description =
          "Levels between 0 and 1 of the quantiles of the response (default: ${DEFAULT-VALUE}).")
  private List<Double> quantiles = List.of();

  @Option(
      names = "--keep",
      split = ",",
      paramLabel = "NAME",
      description = "Columns to pass on as they are, as keys of the rows.")
  private List<String> keep = List.of();

  PredictCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    check();
    PredictPipeline.Request request =
        new PredictPipeline.Request(
            Paths.of(model),
            table.inputPaths(),
            table.options("", Partition.SPLIT),
            keep,
            quantiles.stream().mapToDouble(Double::doubleValue).toArray(),
            output.format,
            output.compress,
            output.path(),
            output.overwrite);
    RowCounts rows = PredictPipeline.run(context.conf(), request, context.console());
    context.console().print(RowCountText.of(rows) + "\npredictions: " + output.path());
    return ExitCode.DONE;
  }

  private void check() {
    for (double level : quantiles) {
      Check.that(level > 0 && level < 1, "--quantiles %s: must lie between 0 and 1", level);
    }
    Check.that(
        new HashSet<>(quantiles).size() == quantiles.size(), "--quantiles: a level is named twice");
  }
}
