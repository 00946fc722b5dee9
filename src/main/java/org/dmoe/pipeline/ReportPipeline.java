package org.dmoe.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.dmoe.data.SupportingSample;
import org.dmoe.inference.Inference;
import org.dmoe.io.BadFileException;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.refine.RefineJob;
import org.dmoe.model.UnusableInputException;
import org.dmoe.refine.PassSums;
import org.dmoe.report.Report;
import org.dmoe.report.ReportPage;
import org.dmoe.report.RunContents;
import org.dmoe.run.FileOutput;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.table.Paths;

/** The HTML page of one or several run directories. */
public final class ReportPipeline {

  /** Of intervals. */
  private static final double LEVEL = 0.95;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportPipeline() {}

  /**
   * Writes the page of finished runs.
   *
   * @throws UnusableInputException if one of them is not the directory of a fit
   * @throws org.dmoe.run.UnusableOutputException if the file exists and is not to be replaced
   */
  public static void run(Configuration conf, List<Path> runs, FileOutput output)
      throws IOException {
    output.requireFree(conf);
    List<Report> reports = new ArrayList<>();
    for (Path run : runs) {
      requireRun(conf, run);
      reports.add(Report.of(read(conf, run, run.toString())));
    }
    output.write(conf, out -> write(reports, out));
  }

  /** Leaves the page of a run whose other files are written. */
  static void write(Configuration conf, RunDirectory run) throws IOException {
    Report report = Report.of(read(conf, run.path(""), Paths.shown(run.output())));
    try (OutputStream out = run.create(RunFiles.REPORT)) {
      write(List.of(report), out);
    }
  }

  private static void write(List<Report> reports, OutputStream out) throws IOException {
    out.write(ReportPage.of(reports).getBytes(StandardCharsets.UTF_8));
  }

  private static void requireRun(Configuration conf, Path run) throws IOException {
    FileSystem fs = run.getFileSystem(conf);
    if (!fs.exists(run)) {
      throw new UnusableInputException(run + ": does not exist");
    }
    if (!fs.exists(new Path(run, RunFiles.RUN_JSON))) {
      throw new UnusableInputException(
          "%s: is not the directory of a fit: it has no %s".formatted(run, RunFiles.RUN_JSON));
    }
  }

  private static RunContents read(Configuration conf, Path run, String name) throws IOException {
    StoredModel model = ModelInput.readOne(conf, new Path(run, RunFiles.MODEL_AVRO));
    ModelInput.requireMixture(model, name);
    List<RunContents.MachineFit> machines = new ArrayList<>();
    Path locals = new Path(run, RunFiles.LOCAL);
    if (run.getFileSystem(conf).exists(locals)) {
      ModelInput.read(conf, locals, local -> machines.add(RunContents.MachineFit.of(local)));
    }
    Optional<SupportingSample> support = support(conf, new Path(run, RunFiles.SUPPORT), model);
    JsonNode json = json(conf, new Path(run, RunFiles.RUN_JSON));
    return new RunContents(
        name,
        model,
        inference(conf, run, model),
        support,
        machines,
        plan(conf, model, support, locals, json),
        passes(conf, run),
        json,
        json(conf, new Path(run, RunFiles.METRICS_JSON)));
  }

  /** Empty where the run has no local models. */
  private static List<RunContents.MachinePlan> plan(
      Configuration conf,
      StoredModel model,
      Optional<SupportingSample> support,
      Path locals,
      JsonNode json)
      throws IOException {
    if (support.isEmpty() || !locals.getFileSystem(conf).exists(locals)) {
      return List.of();
    }
    Map<String, String> reduction = new HashMap<>();
    json.path("options")
        .path("reduction")
        .fields()
        .forEachRemaining(field -> reduction.put(field.getKey(), field.getValue().asText()));
    return new RunPlan(model, support.get(), reduction).of(conf, locals);
  }

  /** Log-likelihood a row at the model that each pass looked at; none where there was no pass. */
  private static List<Double> passes(Configuration conf, Path run) throws IOException {
    FileSystem fs = run.getFileSystem(conf);
    List<Double> passes = new ArrayList<>();
    for (int pass = 1; fs.exists(new Path(run, RunFiles.sums(pass))); pass++) {
      PassSums sums = RefineJob.read(conf, new Path(run, RunFiles.sums(pass))).sums();
      passes.add(sums.logLikelihood() / sums.weight());
    }
    return passes;
  }

  private static Optional<SupportingSample> support(
      Configuration conf, Path directory, StoredModel model) throws IOException {
    return directory.getFileSystem(conf).exists(directory)
        ? Optional.of(ModelInput.readSupport(conf, directory, model.spec()))
        : Optional.empty();
  }

  /** Errors that a pass has left in the model. */
  private static Optional<Inference> inference(Configuration conf, Path run, StoredModel model)
      throws IOException {
    return model.inference().isPresent()
        ? ModelInference.of(conf, run, model, LEVEL).inference()
        : Optional.empty();
  }

  /** A missing node where there is no such file. */
  private static JsonNode json(Configuration conf, Path file) throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    if (!fs.exists(file)) {
      return MissingNode.getInstance();
    }
    try (InputStream in = fs.open(file)) {
      return JSON.readTree(in);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new BadFileException(file.toString(), "is not JSON: " + e.getOriginalMessage());
    }
  }
}
