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
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.JobFailedException;
import org.dmoe.mapreduce.JobRuns;
import org.dmoe.mapreduce.describe.DescribeJob;
import org.dmoe.mapreduce.evaluate.EvaluateJob;
import org.dmoe.mapreduce.fit.CentralisedJob;
import org.dmoe.mapreduce.fit.DominanceJob;
import org.dmoe.mapreduce.fit.FitJob;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.fit.FitOutputFormat;
import org.dmoe.mapreduce.input.TableOptions;
import org.dmoe.mapreduce.output.RowFormat;
import org.dmoe.mapreduce.partition.PartitionJob;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.mapreduce.predict.PredictJob;
import org.dmoe.mapreduce.sample.SampleJob;
import org.dmoe.mapreduce.simulate.SimulateJob;
import org.dmoe.mapreduce.simulate.SimulateOptions;

/** The jobs of a run; each leaves its files at their place below the run directory. */
final class Stages {

  private final Configuration conf;
  private final RunDirectory run;
  private final Consumer<String> console;

  Stages(Configuration conf, RunDirectory run, Consumer<String> console) {
    this.conf = conf;
    this.run = run;
    this.console = console;
  }

  /** Leaves support/support.csv. */
  Counters sample(Table table, int supportSize, long seed) throws IOException {
    Path work = work("sample");
    Job job = SampleJob.create(table.configure(conf), table.inputs(), work, supportSize, seed);
    Counters counters = execute("sample", job);
    run.move(
        RunFiles.WORK + "/sample/" + RunFiles.SUPPORT_NAME,
        RunFiles.SUPPORT + "/" + RunFiles.SUPPORT_NAME);
    return counters;
  }

  /** Leaves local/ and model/. */
  Counters fit(Table table, Path support, FitJobOptions options) throws IOException {
    Path work = work("fit");
    Job job = FitJob.create(table.configure(conf), table.inputs(), support, work, options);
    Counters counters = execute("fit", job);
    run.move(RunFiles.WORK + "/fit/" + RunFiles.LOCAL, RunFiles.LOCAL);
    run.move(RunFiles.WORK + "/fit/" + RunFiles.MODEL, RunFiles.MODEL);
    return counters;
  }

  /** Replaces local/ and model/ by those of a second round, the dominance test. */
  Counters dominance(Table table, Path support, FitJobOptions options) throws IOException {
    Path work = work("dominance");
    Path locals = run.path(FitOutputFormat.LOCAL_FILE);
    Job job =
        DominanceJob.create(table.configure(conf), table.inputs(), support, locals, work, options);
    Counters counters = execute("dominance", job);
    for (String directory : List.of(RunFiles.LOCAL, RunFiles.MODEL)) {
      run.delete(directory);
      run.move(RunFiles.WORK + "/dominance/" + directory, directory);
    }
    return counters;
  }

  /** Leaves model/global.avro, the fit of all rows in one task. */
  Counters centralised(Table table, FitJobOptions options) throws IOException {
    Path work = work("global");
    Job job = CentralisedJob.create(table.configure(conf), table.inputs(), work, options);
    Counters counters = execute("global", job);
    run.move(RunFiles.WORK + "/global/" + RunFiles.GLOBAL_AVRO, RunFiles.GLOBAL_AVRO);
    return counters;
  }

  /** Statistics of columns of a table. */
  TableStatistics describe(List<Path> inputs, TableOptions table, List<String> columns)
      throws IOException {
    Path work = work("describe");
    execute("describe", DescribeJob.create(conf, inputs, table, columns, work));
    return DescribeJob.read(conf, work);
  }

  /** Metrics of each model file on the rows of a table, in the order of the files. */
  List<Metrics> evaluate(Table table, List<Path> models) throws IOException {
    Path work = work("evaluate");
    Job job = EvaluateJob.create(table.configure(conf), table.inputs(), models, work);
    execute("evaluate", job);
    return EvaluateJob.read(conf, work);
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
    Path work = work("simulate");
    Job job = SimulateJob.create(conf, options, model, support, columns, format, compress, work);
    Counters counters = execute("simulate", job);
    run.move(RunFiles.WORK + "/simulate", target);
    return counters;
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
    Counters counters = execute("predict", job);
    run.moveFiles(RunFiles.WORK + "/predict", "");
    return counters;
  }

  /** Leaves a file for each part of the rows in a directory of the run, "" for the run's own. */
  Counters partition(Table table, Partitioning by, long seed, String target) throws IOException {
    Job job =
        PartitionJob.create(table.configure(conf), table.inputs(), work("partition"), by, seed);
    Counters counters = execute("partition", job);
    PartitionJob.check(conf, by, counters);
    run.moveFiles(RunFiles.WORK + "/partition", target);
    return counters;
  }

  private Counters execute(String stage, Job job) throws IOException {
    try {
      return JobRuns.run(job, line -> console.accept(stage + ": " + line), work("errors"));
    } catch (JobFailedException e) {
      run.requireRoom();
      throw e;
    }
  }

  private Path work(String name) {
    return run.path(RunFiles.WORK + "/" + name);
  }
}
