package org.dmoe.pipeline;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.aggregate.StartKind;
import org.dmoe.data.Equality;
import org.dmoe.em.FitOptions;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.mapreduce.job.OwnCounters;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.run.Invocation;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.transport.ReductionOptions;

/** The files of a run directory that are written when its jobs are done. */
final class RunReport {

  private final Configuration conf;
  private final RunDirectory run;
  private final FitRequest request;
  private final InputTable training;
  private Instant started = Instant.now();

  RunReport(Configuration conf, RunDirectory run, FitRequest request, InputTable training) {
    this.conf = conf;
    this.run = run;
    this.request = request;
    this.training = training;
  }

  /**
   * @param began when the run did
   */
  void write(FitSummary summary, Counters counters, Instant began) throws IOException {
    started = began;
    ModelOutput.writeJson(run, summary.model());
    ModelOutput.writeTraces(run, summary.model());
    if (!summary.scores().isEmpty()) {
      RunJson.write(run, RunFiles.METRICS_JSON, metrics(summary));
    }
    RunJson.write(run, RunFiles.RUN_JSON, run(summary, counters));
  }

  private static Map<String, Object> metrics(FitSummary summary) {
    Map<String, Object> models = new LinkedHashMap<>();
    for (ModelScore score : summary.scores()) {
      models.put(score.name(), line(score));
    }
    return models;
  }

  private static Map<String, Object> line(ModelScore score) {
    Map<String, Object> line = new LinkedHashMap<>();
    score.relaxedCost().ifPresent(cost -> line.put("relaxedCost", cost));
    score.transportCost().ifPresent(cost -> line.put("transportCost", cost));
    score.metrics().ifPresent(metrics -> line.put("test", metrics));
    return line;
  }

  private Map<String, Object> run(FitSummary summary, Counters counters) {
    Map<String, Object> json = Invocation.facts(conf, started);
    json.put("options", options());
    json.put("inputs", files(training.files().all()));
    json.put("response", training.features().response());
    json.put("features", training.features().features());
    summary.lasso().ifPresent(vote -> json.put("lasso", VoteTable.json(vote, lasso())));
    json.put("start", start(summary.start()));
    summary.choice().ifPresent(choice -> json.put("experts", choice(choice)));
    summary.training().ifPresent(score -> json.put("training", score.json()));
    json.put("localModels", RunJson.locals(summary.model()));
    summary.dominated().ifPresent(dominated -> json.put("dominated", dominated));
    json.put("counters", OwnCounters.values(counters));
    json.put("seconds", summary.seconds());
    json.put("warnings", summary.warnings());
    return json;
  }

  private Map<String, Object> options() {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("input", request.source().paths().stream().map(Path::toString).toList());
    options.put("test", request.tests().stream().map(Path::toString).toList());
    options.put("seed", request.seed());
    options.put("supportSize", request.draw().size());
    options.put("start", start());
    options.put("support", request.support().map(Path::toString).orElse(null));
    options.put("partition", request.partitionName());
    options.put("missing", request.source().table().missing());
    options.put("maxBadRows", request.source().table().maxBadRows());
    options.put("table", TableReport.of(request.source().table()));
    options.put("minLocalModels", request.aggregation().minLocalModels());
    options.put("aggregator", request.aggregation().aggregator());
    options.put("bothPlans", request.aggregation().bothPlans());
    options.put("steps", steps());
    options.put("fit", fit(request.fit()));
    Equality equality = request.source().table().roles().equality();
    if (!equality.isNone()) {
      options.put("equal", equality);
    }
    options.put("reduction", reduction(request.aggregation().reduction()));
    options.put("framework", conf.get("mapreduce.framework.name", "local"));
    return options;
  }

  private String start() {
    return request
        .startModel()
        .map(Path::toString)
        .orElseGet(() -> request.start().name().toLowerCase(Locale.ROOT));
  }

  /** Where the machines started, and what is known of the pilot. */
  private static Map<String, Object> start(MachineStart start) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", start.name());
    start
        .model()
        .filter(model -> start.kind() != StartKind.MODEL)
        .ifPresent(pilot -> json.put("pilot", pilot(pilot)));
    return json;
  }

  /** The numbers of experts that were tried, and which is the best. */
  private static Map<String, Object> choice(ExpertChoice choice) {
    List<Map<String, Object>> candidates = new ArrayList<>();
    for (ExpertCandidate candidate : choice.candidates()) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("experts", candidate.experts());
      line.put("parameters", candidate.parameters());
      line.put("logLikelihood", candidate.logLikelihood());
      for (Criterion criterion : Criterion.values()) {
        line.put(criterion.name().toLowerCase(Locale.ROOT), candidate.value(criterion));
      }
      line.put("shares", candidate.shares());
      line.put("oneToOneMachines", choice.oneToOne().get(candidate.experts()));
      HeldOut heldOut = choice.heldOut().get(candidate.experts());
      if (heldOut != null) {
        line.put("heldOut", heldOut);
      }
      candidates.add(line);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("criterion", choice.chooser());
    choice.range().validation().ifPresent(validation -> json.put("crossValidation", validation));
    json.put("best", choice.best().experts());
    json.put("candidates", candidates);
    return json;
  }

  private static Map<String, Object> pilot(StoredModel pilot) {
    FitRecord fit = pilot.fit().orElseThrow();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("status", pilot.status());
    json.put("experts", pilot.mixture().map(MixtureOfExperts::size).orElse(0));
    json.put("rows", fit.getRows());
    json.put("weight", pilot.sampleSize());
    double logLikelihood = fit.getLogLikelihood();
    json.put("logLikelihood", Double.isNaN(logLikelihood) ? null : logLikelihood);
    json.put("starts", fit.getStarts().size());
    json.put("reason", fit.getReason());
    json.put("warnings", fit.getWarnings());
    return json;
  }

  private Lasso lasso() {
    return request.lasso().orElseThrow();
  }

  private Map<String, Object> steps() {
    Map<String, Object> steps = new LinkedHashMap<>();
    steps.put("dominance", request.dominance());
    steps.put("compare", request.compare());
    steps.put("global", request.global());
    request.lasso().ifPresent(lasso -> steps.put("lasso", lasso.name()));
    request
        .refine()
        .ifPresent(n -> steps.put("refine", n.isPresent() ? "" + n.getAsInt() : "auto"));
    request.inference().ifPresent(kind -> steps.put("inference", kind));
    return steps;
  }

  /** The gate's ridge is null where the number of rows chooses it. */
  private static Map<String, Object> fit(FitOptions options) {
    OptionalDouble gateRidge = options.gateRidge();
    Map<String, Object> fit = new LinkedHashMap<>();
    fit.put("experts", options.experts());
    fit.put("gateRidge", gateRidge.isPresent() ? gateRidge.getAsDouble() : null);
    fit.put("expertRidge", options.expertRidge());
    fit.put("starts", options.starts());
    fit.put("maxIterations", options.maxIterations());
    fit.put("optimizer", options.optimizer());
    fit.put("noise", options.noise());
    return fit;
  }

  private static Map<String, Object> reduction(ReductionOptions options) {
    Map<String, Object> reduction = new LinkedHashMap<>();
    reduction.put("experts", options.experts());
    reduction.put("cost", options.cost());
    reduction.put("plan", options.plan());
    reduction.put("divergence", options.divergence());
    reduction.put("localStarts", options.localStarts());
    reduction.put("maxIterations", options.maxIterations());
    return reduction;
  }

  private static List<Map<String, Object>> files(List<FileStatus> files) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (FileStatus file : files) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", file.getPath().toString());
      entry.put("bytes", file.getLen());
      list.add(entry);
    }
    return list;
  }
}
