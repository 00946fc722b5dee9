package org.dmoe.pipeline;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.SupportingSample;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.SupportCsv;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;

/** Models and supporting samples that a run leaves below its directory. */
final class ModelOutput {

  private ModelOutput() {}

  /**
   * @return the file
   */
  static Path writeAvro(RunDirectory run, String name, List<StoredModel> models)
      throws IOException {
    try (OutputStream out = run.create(name)) {
      ModelFiles.writeAvro(out, models);
    }
    return run.path(name);
  }

  /**
   * Writes a model that a job is to look at while the run is under way.
   *
   * @param number of the model among others
   * @return the file
   */
  static Path writeForJob(RunDirectory run, int number, StoredModel model) throws IOException {
    return writeAvro(run, RunFiles.WORK + "/models/%05d.avro".formatted(number), List.of(model));
  }

  static void writeJson(RunDirectory run, StoredModel model) throws IOException {
    try (OutputStream out = run.create(RunFiles.MODEL_JSON)) {
      ModelFiles.writeJson(out, model);
    }
  }

  /** The objectives of the aggregation, a line an iteration. */
  static void writeTraces(RunDirectory run, StoredModel model) throws IOException {
    AggregationRecord aggregation = model.aggregation().orElseThrow();
    writeTrace(run, RunFiles.TRACE, "objective", aggregation.getObjectiveTrace());
    if (!aggregation.getLikelihoodTrace().isEmpty()) {
      String name = "log-likelihood";
      writeTrace(run, RunFiles.LIKELIHOOD_TRACE, name, aggregation.getLikelihoodTrace());
    }
  }

  private static void writeTrace(RunDirectory run, String file, String what, List<Double> trace)
      throws IOException {
    try (PrintStream out = new PrintStream(run.create(file), false, StandardCharsets.UTF_8)) {
      out.print("iteration," + what + "\n");
      for (int i = 0; i < trace.size(); i++) {
        out.print(i + "," + trace.get(i) + "\n");
      }
    }
  }

  /**
   * @return the file
   */
  static Path writeSupport(RunDirectory run, String name, SupportingSample support)
      throws IOException {
    try (OutputStream out = run.create(name)) {
      SupportCsv.write(out, support);
    }
    return run.path(name);
  }
}
