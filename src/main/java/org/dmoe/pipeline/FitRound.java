package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.aggregate.Dominance;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;

/**
 * The local fits of one number of experts and their aggregation.
 *
 * @param request with that number of experts
 * @param parts rows as the machines have them
 * @param support file of the supporting sample
 * @param start of the machines
 * @param plan what tasks need
 * @param inputBytes of all training rows
 * @param lasso what a choice of terms has come to; empty without one
 */
record FitRound(
    FitRequest request,
    InputTable parts,
    Path support,
    MachineStart start,
    FitPlan plan,
    long inputBytes,
    Optional<String> lasso) {

  /** Entry of a model's provenance: {@link MachineStart#name}. */
  static final String START = "start";

  /** Entry of a model's provenance: how its terms were chosen. */
  static final String LASSO = "lasso";

  /** Of all terms. */
  FitRound(
      FitRequest request,
      InputTable parts,
      Path support,
      MachineStart start,
      FitPlan plan,
      long inputBytes) {
    this(request, parts, support, start, plan, inputBytes, Optional.empty());
  }

  /** Leaves local/ and model/, after the dominance test where it is asked for. */
  Counters run(Stages stages, Stopwatch stopwatch) throws IOException {
    String place = request.dominance() ? RunFiles.FIRST + "/" : "";
    Counters counters =
        stopwatch.time(
            "fit", () -> stages.fit("fit", place, parts, support, start.file(), options(), plan));
    if (request.dominance()) {
      stopwatch.time(
          "dominance", () -> stages.dominance(parts, support, start.file(), options(), plan));
    }
    return counters;
  }

  /** Leaves the same below candidates/, as one of several numbers of experts. */
  Counters runAsCandidate(Stages stages, Stopwatch stopwatch) throws IOException {
    int experts = request.fit().experts();
    String place = RunFiles.candidate(experts) + "/";
    return stopwatch.time(
        "fit",
        () -> stages.fit("fit-" + experts, place, parts, support, start.file(), options(), plan));
  }

  /** The same without a fold of rows, which the jobs' configuration names. */
  void runWithout(Stages without, int experts, int fold, String place) throws IOException {
    String name = "cv-%d-%d".formatted(experts, fold + 1);
    without.fitForTheTime(name, place, parts, support, start.file(), options(), plan);
  }

  /** The local fits that were beaten; empty without the test. */
  Optional<List<Dominance>> dominated(Configuration conf, RunDirectory run) throws IOException {
    if (!request.dominance()) {
      return Optional.empty();
    }
    Dominance.Finder finder = new Dominance.Finder();
    ModelInput.read(conf, run.path(RunFiles.FIRST_LOCAL), finder::before);
    ModelInput.read(conf, run.path(RunFiles.LOCAL), finder::after);
    return Optional.of(finder.beaten());
  }

  FitJobOptions options() {
    AggregationOptions aggregation = request.aggregation();
    Map<String, String> provenance = aggregation.provenance();
    provenance.put("seed", Long.toString(request.seed()));
    provenance.put("experts", Integer.toString(request.fit().experts()));
    provenance.put(START, start.name());
    provenance.put("partition", request.partitionName());
    provenance.put("inputBytes", Long.toString(inputBytes));
    lasso.ifPresent(summary -> provenance.put(LASSO, summary));
    return FitJobOptions.builder(request.fit(), aggregation.reduction())
        .start(start.kind())
        .aggregator(aggregation.aggregator())
        .bothPlans(aggregation.bothPlans())
        .seed(request.seed())
        .minLocalModels(aggregation.minLocalModels())
        .provenance(provenance)
        .build();
  }
}
