package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.FeatureSpec;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.evaluate.EvaluateJob;
import org.dmoe.mapreduce.fit.CentralisedJob;
import org.dmoe.mapreduce.fit.FitJob;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.output.RowFormat;
import org.dmoe.mapreduce.partition.PartitionJob;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.mapreduce.plan.FitPlan;
import org.dmoe.mapreduce.predict.PredictJob;
import org.dmoe.mapreduce.sample.SampleJob;
import org.dmoe.mapreduce.simulate.SimulateJob;
import org.dmoe.mapreduce.simulate.SimulateOptions;

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

  /** Leaves support/support.csv. */
  Counters sample(Table table, int supportSize, long seed) throws IOException {
    Job job =
        SampleJob.create(table.configure(conf), table.inputs(), work("sample"), supportSize, seed);
    return runner.run(
        new Stage(
            "sample",
            job,
            table.files(),
            List.of(RunFiles.SUPPORT),
            (from, counters) ->
                run.move(
                    from + "/" + RunFiles.SUPPORT_NAME,
                    RunFiles.SUPPORT + "/" + RunFiles.SUPPORT_NAME)));
  }

  /**
   * Leaves local/ and model/.
   *
   * @throws org.dmoe.mapreduce.plan.NotEnoughHeapException if the tasks' heap is too small
   */
  Counters fit(Table table, Path support, FitJobOptions options, FitPlan plan) throws IOException {
    Job job = FitJob.create(table.configure(conf), table.inputs(), support, work("fit"), options);
    plan.requestFit(job.getConfiguration());
    return runner.run(
        new Stage(
            "fit",
            job,
            table.files(),
            List.of(RunFiles.LOCAL, RunFiles.MODEL_AVRO, RunFiles.OTHER_PLAN_AVRO),
            (from, counters) -> {
              run.move(from + "/" + RunFiles.LOCAL, RunFiles.LOCAL);
              run.moveFiles(from + "/" + RunFiles.MODEL, RunFiles.MODEL);
            }));
  }

  /** Leaves model/global.avro, the fit of all rows in one task. */
  Counters centralised(Table table, FitJobOptions options, FitPlan plan) throws IOException {
    Job job = CentralisedJob.create(table.configure(conf), table.inputs(), work("global"), options);
    plan.requestCentralised(job.getConfiguration());
    return runner.run(
        new Stage(
            "global",
            job,
            table.files(),
            List.of(RunFiles.GLOBAL_AVRO),
            (from, counters) -> run.move(from + "/" + RunFiles.GLOBAL_AVRO, RunFiles.GLOBAL_AVRO)));
  }

  /** Metrics of each model file on the rows of a table, in the order of the files. */
  List<Metrics> evaluate(Table table, List<Path> models) throws IOException {
    Job job = EvaluateJob.create(table.configure(conf), table.inputs(), models, work("evaluate"));
    runner.run(
        new Stage(
            "evaluate",
            job,
            table.files(),
            List.of(RunFiles.EVALUATION),
            (from, counters) -> run.move(from, RunFiles.EVALUATION)));
    return EvaluateJob.read(conf, run.path(RunFiles.EVALUATION));
  }

  /** Leaves the rows of a known mixture in a directory below the run's. */
  Counters simulate(
      SimulateOptions options,
      Path model,
      Optional<Path> support,
      FeatureSpec columns,
      RowFormat format,
      boolean compress,
      String target)
      throws IOException {
    Job job =
        SimulateJob.create(
            conf, options, model, support, columns, format, compress, work("simulate"));
    return runner.run(
        new Stage(
            "simulate",
            job,
            List.of(),
            List.of(target),
            (from, counters) -> run.move(from, target)));
  }

  /** Leaves a model's predictions in the run directory itself. */
  Counters predict(
      Table table, Path model, int experts, double[] levels, RowFormat format, boolean compress)
      throws IOException {
    Job job =
        PredictJob.create(
            table.configure(conf),
            table.inputs(),
            model,
            experts,
            levels,
            format,
            compress,
            work("predict"));
    return runner.run(
        new Stage(
            "predict", job, table.files(), List.of(), (from, counters) -> run.moveFiles(from, "")));
  }

  /** Leaves a file for each part of the rows in a directory of the run, "" for the run's own. */
  Counters partition(Table table, Partitioning by, RowFormat format, long seed, String target)
      throws IOException {
    Job job =
        PartitionJob.create(
            table.configure(conf), table.inputs(), work("partition"), by, format, seed);
    return runner.run(
        new Stage(
            "partition",
            job,
            table.files(),
            target.isEmpty() ? List.of() : List.of(target),
            (from, counters) -> {
              PartitionJob.check(conf, by, counters);
              run.moveFiles(from, target);
            }));
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }
}
