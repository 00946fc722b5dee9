package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.describe.DescribeJob;
import org.dmoe.mapreduce.fit.CentralisedJob;
import org.dmoe.mapreduce.fit.DominanceJob;
import org.dmoe.mapreduce.fit.FitJob;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.fit.StartFile;
import org.dmoe.mapreduce.sample.SampleJob;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stage;
import org.dmoe.run.StageRunner;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** The jobs of a run; each leaves its files at their place below the run directory. */
final class Stages {

  private final Configuration conf;
  private final RunDirectory run;
  private final StageRunner runner;

  Stages(Configuration conf, RunDirectory run, Consumer<String> console) {
    this.conf = conf;
    this.run = run;
    this.runner = new StageRunner(conf, run, console);
  }

  /** The jobs that write rows. */
  RowStages rows() {
    return new RowStages(conf, run, runner);
  }

  /** The jobs that say how well models describe rows. */
  ScoreStages scoring() {
    return new ScoreStages(conf, run, runner);
  }

  /** The jobs that sum up what a model makes of the rows. */
  PassStages passes() {
    return new PassStages(conf, run, runner);
  }

  /** The jobs that choose terms. */
  LassoStages lasso() {
    return new LassoStages(conf, run, runner);
  }

  /** Leaves support/support.csv. */
  Counters sample(InputTable table, SupportDraw draw) throws IOException {
    return sample(table, sampleJob(table, draw));
  }

  /**
   * Leaves support/support.csv and pilot/.
   *
   * @param local options of the machines' fits
   * @param experts numbers of experts, a pilot each
   */
  Counters sampleWithPilot(
      InputTable table, SupportDraw draw, FitOptions local, List<Integer> experts, FitPlan plan)
      throws IOException {
    Job job = sampleJob(table, draw);
    SampleJob.fitPilot(job, local, experts);
    plan.requestPilot(job.getConfiguration());
    return sample(table, job);
  }

  private Job sampleJob(InputTable table, SupportDraw draw) throws IOException {
    return SampleJob.create(
        table.configure(conf), table.files(), work("sample"), draw.size(), draw.seed());
  }

  private Counters sample(InputTable table, Job job) throws IOException {
    return runner.run(
        new Stage(
            "sample",
            job,
            table.files().all(),
            List.of(RunFiles.SUPPORT, RunFiles.PILOT),
            (from, counters) -> {
              run.move(from + "/" + RunFiles.SUPPORT_NAME, RunFiles.SUPPORT_CSV);
              if (run.has(from + "/" + RunFiles.RAW_NAME)) {
                run.move(from + "/" + RunFiles.RAW_NAME, RunFiles.RAW_CSV);
              }
              if (run.has(from + "/" + RunFiles.PILOT)) {
                run.move(from + "/" + RunFiles.PILOT, RunFiles.PILOT);
              }
            }));
  }

  /**
   * Leaves local/ and model/.
   *
   * @param name of the stage
   * @param prefix of where they are left
   * @param start that all machines share, if they share one
   * @throws org.dmoe.mapreduce.job.NotEnoughHeapException if the tasks' heap is too small
   */
  Counters fit(
      String name,
      String prefix,
      InputTable table,
      Path support,
      Optional<Path> start,
      FitJobOptions options,
      FitPlan plan)
      throws IOException {
    return runner.run(fitStage(name, prefix, table, support, start, options, plan));
  }

  /** The same, but what it leaves is not in the finished run. */
  Counters fitForTheTime(
      String name,
      String prefix,
      InputTable table,
      Path support,
      Optional<Path> start,
      FitJobOptions options,
      FitPlan plan)
      throws IOException {
    return runner.run(fitStage(name, prefix, table, support, start, options, plan).forTheTime());
  }

  private Stage fitStage(
      String name,
      String prefix,
      InputTable table,
      Path support,
      Optional<Path> start,
      FitJobOptions options,
      FitPlan plan)
      throws IOException {
    Job job = FitJob.create(table.configure(conf), table.files(), support, work(name), options);
    addStart(job, start);
    plan.requestFit(job.getConfiguration(), options);
    return onParts(new Stage(name, job, table.files().all(), models(prefix), toModels(prefix)));
  }

  /**
   * Leaves local/ and model/ of a second round, the dominance test, which starts from the models of
   * the first.
   */
  Counters dominance(
      InputTable table, Path support, Optional<Path> start, FitJobOptions options, FitPlan plan)
      throws IOException {
    Path locals = run.path(RunFiles.FIRST + "/" + RunFiles.LOCAL_AVRO);
    Job job =
        DominanceJob.create(
            table.configure(conf), table.files(), support, locals, work("dominance"), options);
    addStart(job, start);
    plan.requestFit(job.getConfiguration(), options);
    return runner.run(
        onParts(new Stage("dominance", job, table.files().all(), models(""), toModels(""))));
  }

  /**
   * Leaves the model of a round in which machines climb from a model and are aggregated.
   *
   * @param from file of that model
   */
  Counters average(
      int round, InputTable table, Path support, Path from, FitJobOptions options, FitPlan plan)
      throws IOException {
    return steps(
        "federated-" + round, table, support, from, RunFiles.federated(round), options, plan);
  }

  /** Local steps from a common model, whose aggregation is left in a file below the run. */
  Counters steps(
      String name,
      InputTable table,
      Path support,
      Path from,
      String model,
      FitJobOptions options,
      FitPlan plan)
      throws IOException {
    Job job = FitJob.create(table.configure(conf), table.files(), support, work(name), options);
    StartFile.add(job, from);
    plan.requestFit(job.getConfiguration(), options);
    return runner.run(
        onParts(
            new Stage(
                name,
                job,
                table.files().all(),
                List.of(model),
                (made, counters) -> run.move(made + "/" + RunFiles.MODEL_AVRO, model))));
  }

  private Stage onParts(Stage stage) {
    return RowStages.onParts(run, stage);
  }

  /** What a round of local fits and their aggregation makes. */
  private static List<String> models(String prefix) {
    return List.of(
        prefix + RunFiles.LOCAL,
        prefix + RunFiles.MODEL_AVRO,
        prefix + RunFiles.OTHER_PLAN_AVRO,
        prefix + RunFiles.TRANSPORT_AVRO);
  }

  private Stage.Placement toModels(String prefix) {
    return (from, counters) -> {
      run.move(from + "/" + RunFiles.LOCAL, prefix + RunFiles.LOCAL);
      run.moveFiles(from + "/" + RunFiles.MODEL, prefix + RunFiles.MODEL);
    };
  }

  /** Leaves model/global.avro, the fit of all rows in one task. */
  Counters centralised(InputTable table, Optional<Path> start, FitJobOptions options, FitPlan plan)
      throws IOException {
    Job job = CentralisedJob.create(table.configure(conf), table.files(), work("global"), options);
    addStart(job, start);
    plan.requestCentralised(job.getConfiguration());
    return runner.run(
        new Stage(
            "global",
            job,
            table.files().all(),
            List.of(RunFiles.GLOBAL_AVRO),
            (from, counters) -> run.move(from + "/" + RunFiles.GLOBAL_AVRO, RunFiles.GLOBAL_AVRO)));
  }

  /**
   * What columns of a table look like.
   *
   * @param rows that were looked at and skipped
   */
  record Description(TableStatistics statistics, RowCounts rows) {}

  /** Statistics of columns of a table. */
  Description describe(TableFiles files, TableOptions table, List<String> columns)
      throws IOException {
    String target = RunFiles.WORK + "/description";
    Job job = DescribeJob.create(conf, files, table, columns, work("describe"));
    Counters done =
        runner.run(
            new Stage(
                "describe",
                job,
                List.of(),
                List.of(target),
                (from, counters) -> run.move(from, target)));
    return new Description(DescribeJob.read(conf, run.path(target)), RowCounts.of(done));
  }

  private static void addStart(Job job, Optional<Path> start) throws IOException {
    if (start.isPresent()) {
      StartFile.add(job, start.get());
    }
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }
}
