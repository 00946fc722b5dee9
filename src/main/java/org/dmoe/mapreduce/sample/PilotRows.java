package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.TaskInputOutputContext;
import org.dmoe.aggregate.Pilot;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.mapreduce.job.FitKeys;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.TaskProgress;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.table.StableHash;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.out.WorkPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drawn rows with their responses, in memory only, until pilots are fitted to them. */
final class PilotRows {

  private static final Logger LOG = LoggerFactory.getLogger(PilotRows.class);

  private final TaskInputOutputContext<?, ?, ?, ?> context;
  private final FeatureSpec columns;
  private final Observations.Builder rows;
  private long seed;

  private PilotRows(TaskInputOutputContext<?, ?, ?, ?> context) {
    this.context = context;
    columns = RowInputFormat.columns(context.getConfiguration());
    rows = Observations.builder(columns.dimension());
    seed = StableHash.of(JobKey.SEED.getLong(context.getConfiguration()), Pilot.IDENTITY);
  }

  /** Empty where no pilot is wanted. */
  static Optional<PilotRows> of(TaskInputOutputContext<?, ?, ?, ?> context) {
    return isWanted(context.getConfiguration())
        ? Optional.of(new PilotRows(context))
        : Optional.empty();
  }

  static boolean isWanted(Configuration conf) {
    return Boolean.parseBoolean(JobKey.PILOT.get(conf));
  }

  /** The seed of the fit is made of the run's and of which rows these are. */
  void add(SampleKey key, SampledRow row) {
    rows.add(row.x(), row.y(), row.weight(), row.exposure());
    seed = StableHash.at(seed, key.hash());
  }

  /**
   * Fits a pilot of each number of experts, up to the first that the rows do not allow, and leaves
   * it where the task's attempt writes.
   */
  void fit() throws IOException {
    Configuration conf = context.getConfiguration();
    Observations observations = rows.build();
    List<String> experts = JobKey.PILOT_EXPERTS.getList(conf);
    for (String number : experts) {
      FitOptions local =
          FitKeys.from(conf, TaskThreads.ofReduce(conf)).withExperts(Integer.parseInt(number));
      TaskProgress progress = new TaskProgress(context, Pilot.IDENTITY);
      StoredModel pilot = Pilot.fit(columns, local, observations, seed, progress);
      LOG.info("pilot of {} experts: {}", number, pilot.status());
      write(pilot, SampleJob.pilotFile(local.experts(), experts.size() > 1));
      if (Pilot.flaw(pilot, local.experts()).isPresent()) {
        return;
      }
    }
  }

  private void write(StoredModel pilot, String name) throws IOException {
    Path file = new Path(WorkPaths.of(context.getOutputCommitter()), name);
    FileSystem fs = file.getFileSystem(context.getConfiguration());
    try (FSDataOutputStream out = fs.create(file, false)) {
      ModelFiles.writeAvro(out, List.of(pilot));
    }
  }
}
