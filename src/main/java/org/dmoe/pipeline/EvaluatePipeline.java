package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.SupportingSample;
import org.dmoe.evaluate.Deviation;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.model.UnusableInputException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.in.TableOptions;

/** Scores models on rows. */
public final class EvaluatePipeline {

  /**
   * What came of it.
   *
   * @param scores of each model, in the order given
   * @param rows that were scored and left out
   */
  public record Result(List<ModelScore> scores, RowCounts rows) {}

  private EvaluatePipeline() {}

  /**
   * @param work a directory for the job's files, removed at the end
   * @throws UnusableInputException if models, input, columns or rows are not usable
   */
  public static Result run(
      Configuration conf, EvaluateRequest request, Path work, Consumer<String> console)
      throws IOException {
    List<StoredModel> stored = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path path : request.models()) {
      List<StoredModel> here = ModelInput.read(conf, path);
      for (StoredModel model : here) {
        stored.add(model);
        names.add(here.size() == 1 ? path.toString() : path + " " + model.id());
      }
    }
    requireUsable(stored, names);
    Optional<StoredModel> reference = Optional.empty();
    if (request.yardstick().isPresent()) {
      reference = Optional.of(request.yardstick().get().read(conf, stored.get(0)));
    }
    InputTable source =
        InputTable.open(conf, request.inputs(), columns(request.table(), stored), console);
    console.accept(source.description("test"));
    try (RunDirectory run = RunDirectory.create(conf, work, true)) {
      List<Path> files = new ArrayList<>();
      for (int m = 0; m < stored.size(); m++) {
        files.add(write(run, m, stored.get(m)));
      }
      Stages stages = new Stages(conf, run, console);
      Stages.Evaluation evaluation = stages.evaluate(source, files);
      List<ModelScore> scores = new ArrayList<>();
      for (int m = 0; m < files.size(); m++) {
        scores.add(ModelScore.of(names.get(m), evaluation.metrics().get(m)));
      }
      if (reference.isPresent()) {
        Reference yardstick = request.yardstick().get();
        SupportingSample support = yardstick.support(conf, source, run, stages);
        compare(scores, yardstick.deviations(stored, reference.get(), support));
      }
      return new Result(scores, evaluation.rows());
    }
  }

  private static void compare(List<ModelScore> scores, List<Deviation> deviations) {
    for (int m = 0; m < deviations.size(); m++) {
      scores.set(m, scores.get(m).withDeviation(deviations.get(m)));
    }
  }

  private static void requireUsable(List<StoredModel> models, List<String> names)
      throws UnusableInputException {
    Set<List<FeatureColumn>> features = new HashSet<>();
    for (int m = 0; m < models.size(); m++) {
      if (models.get(m).mixture().isEmpty()) {
        throw new UnusableInputException(
            names.get(m) + ": holds no model: " + models.get(m).status());
      }
      features.add(models.get(m).spec().columns());
    }
    if (features.size() > 1) {
      throw new UnusableInputException(
          "--model: the models have different features; evaluate them one by one");
    }
  }

  private static TableOptions columns(TableOptions table, List<StoredModel> models)
      throws UnusableInputException {
    StoredModel model = models.get(0);
    String response = table.response().orElse(model.response());
    if (response.isEmpty()) {
      throw new UnusableInputException("--response: the model does not name its response; name it");
    }
    boolean own = table.features().isEmpty() && table.exclude().isEmpty();
    TableOptions scored = table.toBuilder().response(response).build();
    return own && !model.features().isEmpty() ? scored.withKnown(model.spec()) : scored;
  }

  private static Path write(RunDirectory run, int number, StoredModel model) throws IOException {
    String name = RunFiles.WORK + "/models/%05d.avro".formatted(number);
    try (OutputStream out = run.create(name)) {
      ModelFiles.writeAvro(out, List.of(model));
    }
    return run.path(name);
  }
}
