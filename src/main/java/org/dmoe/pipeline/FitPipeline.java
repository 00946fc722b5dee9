package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.aggregate.TermVote;
import org.dmoe.inference.Heterogeneity;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.model.WrongOptionException;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stopwatch;
import org.dmoe.run.UnusableOutputException;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TableKey;

/**
 * The pipeline from rows to a global model: supporting sample, local fits and their aggregation,
 * evaluation. The entry for programs other than the command line.
 */
public final class FitPipeline {

  private final Configuration conf;
  private final Consumer<String> console;
  private final Stopwatch stopwatch = new Stopwatch();
  private final Set<String> warnings = new LinkedHashSet<>();

  /** For one number of experts, once it is chosen. */
  private FitRequest request;

  private StartModel startModel;
  private Optional<Heterogeneity> heterogeneity = Optional.empty();

  private FitPipeline(Configuration conf, FitRequest request, Consumer<String> console)
      throws WrongOptionException {
    TaskThreads.requireNumber(conf);
    this.conf = new Configuration(conf);
    TableKey.OPEN_COLUMNS.set(this.conf, "true");
    this.request = request;
    this.console = console;
    if (request.isByColumn()) {
      JobKey.MAX_PARTITIONS.set(this.conf, request.maxPartitions());
    }
  }

  /**
   * Runs the pipeline.
   *
   * @param console told line by line where the run is
   * @throws UnusableOutputException if the output exists or cannot be written
   * @throws org.dmoe.mapreduce.job.NotEnoughHeapException if the tasks' heap is too small
   * @throws org.dmoe.model.UnusableInputException if input, columns or rows are not usable
   * @throws org.dmoe.model.NoUsableModelException if too few local models are usable
   * @throws org.dmoe.mapreduce.job.JobFailedException if a job failed for another reason
   */
  public static FitSummary run(Configuration conf, FitRequest request, Consumer<String> console)
      throws IOException {
    return new FitPipeline(conf, request, console).run();
  }

  /**
   * What a run would do, without doing or writing anything.
   *
   * @throws UnusableOutputException if the output exists
   * @throws org.dmoe.model.UnusableInputException if input, columns or the rows looked at are not
   *     usable
   */
  public static FitForecast forecast(Configuration conf, FitRequest request) throws IOException {
    FitPipeline pipeline = new FitPipeline(conf, request, line -> {});
    FitTables tables = FitTables.open(pipeline.conf, request, line -> {});
    InputTable training = tables.training();
    Optional<InputTable> test = tables.test();
    StartModel.of(conf, request, training.features());
    if (!request.resume()) {
      request.output().requireFree(conf);
    }
    return new FitForecast(
        pipeline.conf, request, training, test, pipeline.machines().plan(training));
  }

  private FitSummary run() throws IOException {
    FitTables tables = FitTables.open(conf, request, console);
    tables.descriptions().forEach(console);
    startModel = StartModel.of(conf, request, tables.training().features());
    LocalMachines machines = machines();
    FitPlan undivided = machines.plan(tables.training());
    ExpertsCheck experts =
        new ExpertsCheck(request, undivided, tables.training().features().dimension());
    experts.require();
    experts.warnings().forEach(line -> console.accept("warning: " + line));
    machines.requireHeap(undivided);
    machines.requireEnough(undivided, !request.isByColumn());
    try (RunDirectory run = open()) {
      Stages stages = new Stages(conf, run, console);
      FitRows rows =
          new RowPreparation(conf, request, console, warnings::add, stopwatch)
              .run(run, stages, tables, undivided);
      InputTable training = rows.tables().training();
      Optional<InputTable> test = rows.tables().test();
      LocalMachines.Parts dealt = rows.dealt();
      FitPlan plan = machines.planOf(dealt.table());
      machines.requireEnough(plan, true);
      Aggregated aggregated = aggregate(run, stages, rows, plan);
      FitRound round = aggregated.round();
      request = round.request();
      Counters counters = aggregated.counters();
      dealt.dealt().addSkippedTo(counters);
      warnOfMachinesWithoutWeight(counters);
      FitPasses passes = new FitPasses(conf, run, request);
      StoredModel oneShot = passes.oneShot();
      Optional<Passes.Result> refined = refine(passes, oneShot, round, stages);
      StoredModel climbed = refined.map(Passes.Result::model).orElse(oneShot);
      StoredModel model = infer(passes, climbed, round.parts(), stages);
      Optional<FederatedAverage.Result> federated = federated(run, stages, refined, oneShot, round);
      LocalFits locals = LocalFits.read(conf, run.path(RunFiles.LOCAL));
      Optional<StoredModel> global = centralised(stages, run, training, round);
      List<ModelScore> scores =
          new FitScores(conf, run, request, stages, stopwatch, console, warnings::add)
              .of(test, oneShot, round.start(), refined, federated, locals, global);
      Optional<ExpertChoice> scored = refined.isPresent() ? Optional.empty() : aggregated.choice();
      long used = RowCounts.of(counters).used();
      Optional<TrainingScore> measured =
          stopwatch.time(
              "measure", () -> TrainingScore.of(conf, run, stages, training, used, model, scored));
      FitSummary summary = summary(run, model, aggregated, locals, counters, scores, measured);
      new RunReport(conf, run, request, training).write(summary, counters, stopwatch.started());
      ReportPipeline.write(conf, run);
      run.delete(RunFiles.PARTITION);
      run.delete(RunFiles.CROSS_VALIDATION);
      run.keepRecords();
      run.commit();
      return summary;
    }
  }

  private void warnOfMachinesWithoutWeight(Counters counters) {
    long empty = counters.findCounter(RowCounter.SPLITS_WITHOUT_ROWS).getValue();
    long weightless = counters.findCounter(RowCounter.ZERO_WEIGHT_ROWS_SKIPPED).getValue();
    if (empty > 0 && weightless > 0) {
      warnings.add(
          "machines without a row of positive weight, and so without a local model: %d"
              .formatted(empty));
    }
  }

  private RunDirectory open() throws IOException {
    return request.resume()
        ? RunDirectory.resume(conf, request.output(), console)
        : RunDirectory.create(conf, request.output(), console);
  }

  private LocalMachines machines() {
    return new LocalMachines(conf, request);
  }

  /**
   * Local models and their aggregation.
   *
   * @param choice where there were several numbers of experts
   * @param round of the number that was given or chosen
   * @param counters of its local fits
   * @param vote by which their terms were chosen, where they were
   */
  private record Aggregated(
      Optional<ExpertChoice> choice,
      FitRound round,
      Counters counters,
      Optional<TermVote.Result> vote) {}

  private Aggregated aggregate(RunDirectory run, Stages stages, FitRows rows, FitPlan plan)
      throws IOException {
    InputTable training = rows.tables().training();
    InputTable parts = rows.dealt().table();
    Path support = rows.support();
    if (request.range().isSeveral()) {
      ExpertSearch.Result found =
          new ExpertSearch(conf, request, run, stages, stopwatch, console, warnings::add)
              .run(training, parts, support, plan);
      return new Aggregated(
          Optional.of(found.choice()), found.round(), found.counters(), rows.vote());
    }
    MachineStart start = startModel.settle(run, console, warnings::add);
    Optional<String> lasso = rows.vote().map(TermVote.Result::summary);
    FitRound round = new FitRound(request, parts, support, start, plan, training.length(), lasso);
    return new Aggregated(Optional.empty(), round, round.run(stages, stopwatch), rows.vote());
  }

  private Optional<Passes.Result> refine(
      FitPasses passes, StoredModel model, FitRound round, Stages stages) throws IOException {
    if (request.refine().isEmpty()) {
      return Optional.empty();
    }
    Optional<Passes.Result> result =
        stopwatch.time("refine", () -> passes.climb(model, round, stages, console));
    result
        .filter(end -> request.refine().get().isEmpty() && !end.last().converged())
        .ifPresent(end -> warnings.add("refine: no maximum was certified"));
    return result;
  }

  /** The baseline, where all aggregations are compared with passes. */
  private Optional<FederatedAverage.Result> federated(
      RunDirectory run,
      Stages stages,
      Optional<Passes.Result> refined,
      StoredModel oneShot,
      FitRound round)
      throws IOException {
    if (refined.isEmpty() || !request.compare()) {
      return Optional.empty();
    }
    int passes = refined.get().passes();
    FederatedAverage average = new FederatedAverage(conf, run, request, stages);
    StoredModel start = FederatedAverage.start(round.start(), oneShot);
    return Optional.of(
        stopwatch.time(
            "federated",
            () -> average.after(passes, round.parts(), round.support(), start, round.plan())));
  }

  private StoredModel infer(FitPasses passes, StoredModel model, InputTable rows, Stages stages)
      throws IOException {
    Optional<FitInference.Result> found =
        request.inference().isEmpty()
            ? Optional.empty()
            : stopwatch.time("inference", () -> passes.infer(model, rows, stages));
    found.ifPresent(result -> warnings.addAll(result.warnings()));
    heterogeneity = found.flatMap(FitInference.Result::heterogeneity);
    return found.map(FitInference.Result::model).orElse(model);
  }

  private Optional<StoredModel> centralised(
      Stages stages, RunDirectory run, InputTable training, FitRound round) throws IOException {
    if (!request.global()) {
      return Optional.empty();
    }
    stopwatch.time(
        "global",
        () -> stages.centralised(training, round.start().file(), round.options(), round.plan()));
    StoredModel model = ModelInput.readOne(conf, run.path(RunFiles.GLOBAL_AVRO));
    if (model.mixture().isEmpty()) {
      console.accept("global: the centralised fit gave no model: " + model.status());
      return Optional.empty();
    }
    return Optional.of(model);
  }

  private FitSummary summary(
      RunDirectory run,
      StoredModel model,
      Aggregated aggregated,
      LocalFits locals,
      Counters counters,
      List<ModelScore> scores,
      Optional<TrainingScore> measured)
      throws IOException {
    return new FitSummary(
        run.output(),
        model,
        measured,
        ModelInput.readSupport(conf, run.path(RunFiles.SUPPORT)),
        aggregated.vote(),
        aggregated.round().start(),
        aggregated.choice(),
        locals.number(),
        aggregated.round().dominated(conf, run),
        RowCounts.of(counters),
        heterogeneity,
        scores,
        stopwatch.seconds(),
        warnings(model, locals));
  }

  private List<String> warnings(StoredModel model, LocalFits locals) {
    warnings.addAll(locals.warnings());
    model.aggregation().ifPresent(a -> warnings.addAll(a.getWarnings()));
    return new ArrayList<>(warnings);
  }
}
