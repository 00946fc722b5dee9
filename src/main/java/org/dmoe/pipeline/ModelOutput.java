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

  /** The objective of the aggregation, a line an iteration. */
  static void writeTrace(RunDirectory run, StoredModel model) throws IOException {
    List<Double> trace =
        model.aggregation().map(AggregationRecord::getObjectiveTrace).orElse(List.of());
    try (PrintStream out =
        new PrintStream(run.create(RunFiles.TRACE), false, StandardCharsets.UTF_8)) {
      out.print("iteration,objective\n");
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
