package org.dmoe.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.ResponseType;
import org.dmoe.mapreduce.partition.PartitionJob;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.mapreduce.predict.PredictJob;
import org.dmoe.mapreduce.predict.PredictOptions;
import org.dmoe.mapreduce.simulate.SimulateJob;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.run.RunDirectory;
import org.dmoe.run.RunFiles;
import org.dmoe.run.Stage;
import org.dmoe.run.StageRunner;
import org.dmoe.table.TableKey;
import org.dmoe.table.out.RowFormat;

/** The jobs of a run that write rows. */
final class RowStages {

  /** The stage that deals rows out to machines. */
  static final String PARTITION = "partition";

  /** Of rows, which are too many to be moved: their job writes where they belong. */
  private static final Stage.Placement IN_PLACE = (from, counters) -> {};

  private final Configuration conf;
  private final RunDirectory run;
  private final StageRunner runner;

  RowStages(Configuration conf, RunDirectory run, StageRunner runner) {
    this.conf = conf;
    this.run = run;
    this.runner = runner;
  }

  /** Leaves the rows of a known mixture in a directory below the run's. */
  Counters simulate(
      SimulateOptions options,
      Path model,
      Optional<Path> support,
      FeatureSpec columns,
      RowOutput output,
      String target)
      throws IOException {
    Job job =
        SimulateJob.create(
            conf,
            options,
            model,
            support,
            columns,
            output.format(),
            output.compress(),
            run.path(target));
    return runner.run(new Stage("simulate", job, List.of(), List.of(target), IN_PLACE));
  }

  /** Leaves a model's predictions in the run directory itself. */
  Counters predict(
      InputTable table,
      Path model,
      int experts,
      ResponseType type,
      PredictOptions options,
      RowOutput output)
      throws IOException {
    Job job =
        PredictJob.create(
            table.configure(conf),
            table.files(),
            model,
            experts,
            type,
            options,
            output.format(),
            output.compress(),
            run.path(""));
    return runner.run(new Stage("predict", job, table.files().all(), List.of(), IN_PLACE));
  }

  /** Leaves a file for each part of the rows in the run directory itself. */
  Counters partition(
      InputTable table, List<String> texts, Partitioning by, RowFormat format, long seed)
      throws IOException {
    return runner.run(
        new Stage(
            PARTITION,
            partitionJob(table, texts, by, format, seed, run.path("")),
            table.files().all(),
            List.of(),
            (from, counters) -> PartitionJob.check(conf, by, counters)));
  }

  /** Leaves a file for each machine's rows in a directory that the finished run does not have. */
  Counters deal(InputTable table, Partitioning by, long seed) throws IOException {
    return runner.run(
        new Stage(
                PARTITION,
                partitionJob(table, List.of(), by, RowFormat.AVRO, seed, work(PARTITION)),
                table.files().all(),
                List.of(RunFiles.PARTITION),
                (from, counters) -> {
                  PartitionJob.check(conf, by, counters);
                  run.move(from, RunFiles.PARTITION);
                })
            .forTheTime());
  }

  private Job partitionJob(
      InputTable table,
      List<String> texts,
      Partitioning by,
      RowFormat format,
      long seed,
      Path output)
      throws IOException {
    Configuration own = table.configure(conf);
    TableKey.TEXT_COLUMNS.set(own, texts);
    return PartitionJob.create(own, table.files(), output, by, format, seed);
  }

  private Path work(String name) {
    return run.path(run.work() + "/" + name);
  }

  /** Where rows were dealt out, the machines' are read. */
  static Stage onParts(RunDirectory run, Stage stage) {
    Path parts = run.path(RunFiles.PARTITION);
    boolean dealt =
        stage.inputs().stream().anyMatch(file -> file.getPath().getParent().equals(parts));
    return dealt ? stage.on(PARTITION) : stage;
  }
}
