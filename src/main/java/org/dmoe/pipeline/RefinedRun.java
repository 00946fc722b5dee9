package org.dmoe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.dmoe.io.StoredModel;
import org.dmoe.refine.RefinementPass;
import org.dmoe.run.Output;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** A refined model as a run directory: with the supporting sample and local fits of its start. */
final class RefinedRun {

  private final Configuration conf;
  private final RefineRequest request;
  private final Instant started = Instant.now();

  RefinedRun(Configuration conf, RefineRequest request) {
    this.conf = conf;
    this.request = request;
  }

  private Output output() {
    return new Output(request.output().path(), request.output().overwrite());
  }

  /**
   * @throws org.dmoe.run.UnusableOutputException if the directory exists and is not to be replaced
   */
  void requireFree() throws IOException {
    output().requireFree(conf);
  }

  /**
   * @param from what the likelihood was of: paths of rows or of statistics
   * @param last pass
   */
  void write(StoredModel model, List<Path> from, RefinementPass last, Consumer<String> console)
      throws IOException {
    try (RunDirectory run = RunDirectory.create(conf, output(), console)) {
      ModelOutput.writeAvro(run, RunFiles.MODEL_AVRO, List.of(model));
      ModelOutput.writeJson(run, model);
      copy(RunFiles.SUPPORT_CSV, run);
      copy(RunFiles.RAW_CSV, run);
      copy(RunFiles.LOCAL_AVRO, run);
      new ModelReport(conf, run, started)
          .with("options", options())
          .withPaths("of", from)
          .with("training", training(last))
          .write(model);
      run.commit();
    }
  }

  private void copy(String file, RunDirectory run) throws IOException {
    Path source = new Path(request.model(), file);
    FileSystem fs = source.getFileSystem(conf);
    if (fs.getFileStatus(request.model()).isDirectory() && fs.exists(source)) {
      Path target = run.path(file);
      FileUtil.copy(fs, source, target.getFileSystem(conf), target, false, conf);
    }
  }

  private Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("model", request.model().toString());
    options.put("passes", request.steps().isPresent() ? request.steps().getAsInt() : "auto");
    options.put("anew", request.anew());
    return options;
  }

  private static Map<String, Object> training(RefinementPass last) {
    Map<String, Object> training = new LinkedHashMap<>();
    training.put("passes", last.pass());
    training.put("outcome", last.outcome());
    training.put("weight", last.weight());
    training.put("logLikelihood", last.logLikelihood());
    return training;
  }
}
