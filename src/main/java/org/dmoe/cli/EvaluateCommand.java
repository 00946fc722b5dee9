package org.dmoe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.OozieAction;
import org.dmoe.mapreduce.input.TableOptions.Partition;
import org.dmoe.mapreduce.pipeline.EvaluatePipeline;
import org.dmoe.mapreduce.pipeline.ModelScore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The metrics table. */
@Command(
    name = "evaluate",
    description =
        "Scores models on rows: metrics, agreement with labels where known, and calibration; one line a model.",
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {

  private final CommandContext context;

  @Option(
      names = "--model",
      arity = "1..*",
      required = true,
      paramLabel = "MODEL",
      description = "Model files (Avro or JSON) or run directories.")
  private List<String> models;

  @Mixin private TableArguments table;

  @Option(
      names = "--response",
      defaultValue = "",
      paramLabel = "NAME",
      description = "Column of the response (default: the model's).")
  private String response;

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
    List<ModelScore> scores =
        EvaluatePipeline.run(
            context.conf(),
            table.inputPaths(),
            Paths.of(models),
            table.options(response, Partition.SPLIT),
            temporaryDirectory(),
            context.console());
    context.console().print(format == PrintFormat.JSON ? json(scores) : ScoreText.whole(scores));
    Optional<OozieAction> action = OozieAction.current();
    if (action.isPresent()) {
      action.get().capture(values(scores.get(0).metrics().orElseThrow()));
    }
    return ExitCode.DONE;
  }

  private static String json(List<ModelScore> scores) throws JsonProcessingException {
    Map<String, Metrics> models = new LinkedHashMap<>();
    scores.forEach(score -> models.put(score.name(), score.metrics().orElseThrow()));
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(models);
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

  /** In the user's home, where a cluster's tasks can read and write. */
  private Path temporaryDirectory() throws Exception {
    FileSystem fs = FileSystem.get(context.conf());
    Path parent =
        fs.getScheme().equals("file")
            ? new Path(System.getProperty("java.io.tmpdir"))
            : fs.getHomeDirectory();
    return new Path(parent, "dmoe-evaluate-" + java.util.UUID.randomUUID());
  }
}
