package org.dmoe.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.dmoe.pipeline.PredictPipeline;
import org.dmoe.pipeline.PredictRequest;
import org.dmoe.pipeline.RowCounts;
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
    PredictRequest.Builder request =
        PredictRequest.builder(Paths.of(model), table.source(context.conf(), ""), output.rows())
            .keep(keep)
            .levels(quantiles);
    RowCounts rows =
        PredictPipeline.run(context.conf(), Check.built(request::build), context.console());
    context.console().print(RowCountText.of(rows) + "\npredictions: " + output);
    return ExitCode.DONE;
  }
}
