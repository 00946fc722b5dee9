package org.dmoe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dmoe.evaluate.Metrics;
import org.dmoe.oozie.OozieAction;
import org.dmoe.pipeline.EvaluatePipeline;
import org.dmoe.pipeline.EvaluateRequest;
import org.dmoe.pipeline.ModelScore;
import org.dmoe.pipeline.Reference;
import org.dmoe.pipeline.ScoreJson;
import org.dmoe.run.Output;
import org.dmoe.run.Placement;
import org.dmoe.transport.plan.CostKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The metrics table. */
@Command(
    name = "evaluate",
    description = {
      "Scores models on rows: metrics, agreement with labels where known, and calibration; one line"
          + " a model.",
      "RPE is the squared error as a share of the response's sum of squares, centred RPE as"
          + " a share of its variance. Of classes: error rate, Brier score, AUC, confusion and"
          + " calibration; of counts: deviance and the numbers of rows expected with each count."
    },
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--model",
      arity = "1..*",
      required = true,
      paramLabel = "MODEL",
      description = "Models: files (Avro or JSON) or run directories.")
  private List<String> models;

  @Mixin private TableArguments table;

  @Option(
      names = "--response",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Column of the response (default: the model's).")
  private String response;

  @Option(
      names = "--reference",
      paramLabel = "MODEL",
      description =
          "A model to compare them with, the truth for instance: transport costs R_c and T_c, and"
              + " mean squared differences of the parameters of matched experts.")
  private String reference = "";

  @Option(
      names = "--support",
      paramLabel = "PATH",
      description =
          "With --reference: the covariates that costs are averaged over: CSV with the features' names as header, a run"
              + " directory, or rows in any format of --input, of which --support-size are drawn"
              + " (default: the rows themselves).")
  private String support = "";

  @Mixin private SupportArguments drawn;

  @Option(
      names = "--cost",
      paramLabel = "kl|w2|reverse",
      description =
          "With --reference: cost between experts, KL(reference || model), squared 2-Wasserstein, or"
              + " KL(model || reference) (default: ${DEFAULT-VALUE}).")
  private CostKind cost;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description =
          "Directory to write, which must not exist: evaluation.json, with the histograms and quantiles"
              + " behind the pictures, and report.html, the pictures themselves (calibration,"
              + " residuals of each input file, experts). Without it the table is printed only.")
  private Optional<String> output = Optional.empty();

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "How to print them (default: ${DEFAULT-VALUE}).")
  private PrintFormat format;

  EvaluateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    EvaluateRequest request =
        new EvaluateRequest(
            Paths.of(models), table.source(context.conf(), response), reference(), output());
    EvaluatePipeline.Result result =
        EvaluatePipeline.run(context.conf(), request, context.console());
    print(result);
    output.ifPresent(
        directory -> context.console().accept("report: " + directory + "/report.html"));
    List<ModelScore> scores = result.scores();
    Optional<OozieAction> action = OozieAction.current();
    if (action.isPresent()) {
      action.get().capture(values(scores.get(0).metrics().orElseThrow()));
    }
    return ExitCode.DONE;
  }

  private Optional<Output> output() {
    Check.that(output.isPresent() || !overwrite, "--overwrite: needs --output");
    return output.map(directory -> new Output(Paths.output(directory), overwrite, Placement.AUTO));
  }

  private Optional<Reference> reference() {
    Check.that(
        support.isEmpty() || !reference.isEmpty(), "--support %s: needs --reference", support);
    if (reference.isEmpty()) {
      return Optional.empty();
    }
    Reference.Builder model = Reference.builder(Paths.of(reference)).draw(drawn.draw()).cost(cost);
    if (!support.isEmpty()) {
      model.support(Paths.of(support));
    }
    return Optional.of(model.build());
  }

  /** The counts of rows do not get between the models of the JSON. */
  private void print(EvaluatePipeline.Result result) throws JsonProcessingException {
    String rows = RowCountText.of(result.rows());
    if (format == PrintFormat.JSON) {
      context.console().accept(rows);
      context.console().print(ScoreJson.of(result.scores()));
    } else {
      context.console().print(rows + "\n\n" + ScoreText.whole(result.scores()));
    }
  }

  /** What a workflow can decide upon. */
  private static Map<String, String> values(Metrics metrics) {
    return Map.of(
        "rows", Long.toString(metrics.rows()),
        "meanLogLikelihood", Double.toString(metrics.meanLogLikelihood()),
        "rpe", Double.toString(metrics.rpe()),
        "centredRpe", Double.toString(metrics.centredRpe()),
        "rmse", Double.toString(metrics.rmse()),
        "mae", Double.toString(metrics.mae()),
        "correlation", Double.toString(metrics.correlation()));
  }
}
