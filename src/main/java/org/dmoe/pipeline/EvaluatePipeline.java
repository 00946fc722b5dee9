package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Deviation;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.TableOptions;

/** Scores models on rows. */
public final class EvaluatePipeline {

  /**
   * What came of it.
   *
   * @param scores of each model, in the order given
   * @param rows that were scored and skipped
   */
  public record Result(List<ModelScore> scores, RowCounts rows) {}

  /** Models of which pictures are made. */
  private static final int MOST_DIAGNOSED = 10;

  private EvaluatePipeline() {}

  /**
   * @throws org.dmoe.run.UnusableOutputException if the output exists or cannot be written
   * @throws UnusableInputException if models, input, columns or rows are not usable
   */
  public static Result run(Configuration conf, EvaluateRequest request, Consumer<String> console)
      throws IOException {
    List<StoredModel> models = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path path : request.models()) {
      List<StoredModel> here = ModelInput.read(conf, path);
      for (StoredModel model : here) {
        models.add(model);
        names.add(here.size() == 1 ? path.toString() : path + " " + model.id());
      }
    }
    requireUsable(models, names);
    Optional<StoredModel> truth = Optional.empty();
    if (request.reference().isPresent()) {
      truth = Optional.of(request.reference().get().read(conf, models.get(0)));
    }
    RowSource source = request.source();
    InputTable table =
        InputTable.open(conf, source.paths(), columns(source.table(), models.get(0)), console);
    console.accept(table.description("test"));
    if (request.output().isPresent()) {
      table.requireApart(conf, request.output().get());
    }
    try (RunDirectory run = open(conf, request, console)) {
      Stages stages = new Stages(conf, run, console);
      ScoreStages.Evaluation evaluation = evaluate(run, stages, table, models);
      List<ModelScore> scores = new ArrayList<>();
      for (int m = 0; m < models.size(); m++) {
        scores.add(ModelScore.of(names.get(m), evaluation.metrics().get(m)));
      }
      if (truth.isPresent()) {
        Reference reference = request.reference().get();
        SupportingSample support =
            reference.support(conf, models.get(0), table, source.table(), run, stages, console);
        compare(scores, reference.deviations(models, truth.get(), support));
      }
      Result result = new Result(scores, evaluation.rows());
      if (request.output().isPresent()) {
        EvaluationFiles.write(run, request, result);
        run.delete(RunFiles.EVALUATION);
        run.commit();
      }
      return result;
    }
  }

  private static RunDirectory open(
      Configuration conf, EvaluateRequest request, Consumer<String> console) throws IOException {
    return request.output().isPresent()
        ? RunDirectory.create(conf, request.output().get(), console)
        : RunDirectory.scratch(conf, console);
  }

  private static ScoreStages.Evaluation evaluate(
      RunDirectory run, Stages stages, InputTable table, List<StoredModel> models)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (StoredModel model : models) {
      files.add(ModelOutput.writeForJob(run, files.size(), model));
    }
    return stages.scoring().evaluate(table, files, Math.min(MOST_DIAGNOSED, files.size()));
  }

  private static void compare(List<ModelScore> scores, List<Deviation> deviations) {
    for (int m = 0; m < deviations.size(); m++) {
      scores.set(m, scores.get(m).withDeviation(deviations.get(m)));
    }
  }

  /** What covariates are made of and how; which part of a model has them does not matter. */
  private static List<Object> covariates(FeatureSpec spec) {
    List<FeatureColumn> columns =
        spec.columns().stream().map(c -> c.withUse(FeatureColumn.Use.BOTH)).toList();
    return List.of(columns, spec.features(), spec.formula().scale(), spec.type());
  }

  private static void requireUsable(List<StoredModel> models, List<String> names)
      throws UnusableInputException {
    Set<List<Object>> features = new HashSet<>();
    for (int m = 0; m < models.size(); m++) {
      ModelInput.requireMixture(models.get(m), names.get(m));
      features.add(covariates(models.get(m).spec()));
    }
    if (features.size() > 1) {
      throw new UnusableInputException(
          "--model: the models have different features or families; evaluate them one by one");
    }
  }

  private static TableOptions columns(TableOptions table, StoredModel model)
      throws UnusableInputException {
    String response = table.response().orElse(model.response());
    if (response.isEmpty()) {
      throw new WrongOptionException("--response: the model does not name its response; name it");
    }
    return ModelInput.columns(table.toBuilder().response(response).build(), model);
  }
}
