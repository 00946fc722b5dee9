package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.FeatureColumn;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.UnusableInputException;
import org.dmoe.mapreduce.input.TableOptions;

/** Scores models on rows. */
public final class EvaluatePipeline {

  private EvaluatePipeline() {}

  /**
   * @param models files or run directories, each with one or more models of the same columns
   * @param table its response and features are the models' own where it names none
   * @param work a directory for the job's files, removed at the end
   * @return a score for each model, in the order given
   */
  public static List<ModelScore> run(
      Configuration conf,
      List<Path> inputs,
      List<Path> models,
      TableOptions table,
      Path work,
      Consumer<String> console)
      throws IOException {
    List<StoredModel> stored = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Path path : models) {
      List<StoredModel> here = ModelInput.read(conf, path);
      for (StoredModel model : here) {
        stored.add(model);
        names.add(here.size() == 1 ? path.toString() : path + " " + model.id());
      }
    }
    requireUsable(stored, names);
    Table source = Table.open(conf, inputs, columns(table, stored));
    console.accept(Described.table("test", source));
    try (RunDirectory run = RunDirectory.create(conf, work, true)) {
      List<Path> files = new ArrayList<>();
      for (int m = 0; m < stored.size(); m++) {
        files.add(write(run, m, stored.get(m)));
      }
      List<Metrics> metrics = new Stages(conf, run, console).evaluate(source, files);
      List<ModelScore> scores = new ArrayList<>();
      for (int m = 0; m < metrics.size(); m++) {
        scores.add(ModelScore.of(names.get(m), metrics.get(m)));
      }
      return scores;
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
    String response = table.response().isEmpty() ? model.response() : table.response();
    if (response.isEmpty()) {
      throw new UnusableInputException("--response: the model does not name its response; name it");
    }
    boolean own = table.features().isEmpty() && table.exclude().isEmpty();
    TableOptions scored = table.withResponse(response);
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
