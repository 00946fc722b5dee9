package org.dmoe.cli;

import java.util.List;
import java.util.Optional;
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
        "Writes mean, variance, quantiles, expert probabilities and most probable expert of each row;"
            + " of a response of classes the most probable class and the probability of each.",
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {

  private static final double USUAL_LEVEL = 0.95;

  private final CommandContext context;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "A model: a file (Avro or JSON) or a run directory.")
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

  /** What can be asked for beside quantiles. */
  private enum Intervals {
    CONFIDENCE
  }

  @Option(
      names = "--intervals",
      paramLabel = "confidence",
      description =
          "Confidence intervals of the mean (mean_se, mean_low, mean_high) beside the quantiles, which"
              + " are of single responses; of classes those of each probability (p_NAME_se,"
              + " p_NAME_low, p_NAME_high). The model must come from fit --inference.")
  private Optional<Intervals> intervals = Optional.empty();

  @Option(
      names = "--level",
      paramLabel = "P",
      description = "Level of the intervals of --intervals (default: 0.95).")
  private Optional<Double> level = Optional.empty();

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
    Check.that(level.isEmpty() || intervals.isPresent(), "--level: needs --intervals confidence");
    intervals.ifPresent(kind -> request.confidence(level.orElse(USUAL_LEVEL)));
    RowCounts rows =
        PredictPipeline.run(context.conf(), Check.built(request::build), context.console());
    context.console().print(RowCountText.of(rows) + "\npredictions: " + output);
    return ExitCode.DONE;
  }
}
