package org.dmoe.mapreduce.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.evaluate.HeldOut;
import org.dmoe.mapreduce.fit.FitJob;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SmallTasks;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;

/**
 * Scores every row under the models that were fitted without its fold, those of several numbers of
 * experts in one pass; a line a number.
 */
public final class HeldOutJob {

  /** Name in the job's cache of the list of machines and their folds. */
  static final String MACHINES = "dmoe-folds.txt";

  private static final ObjectMapper JSON = new ObjectMapper();

  private HeldOutJob() {}

  /**
   * @param conf with the table's options stored, as the machines' fits had them; copied
   * @param models a file for each number of experts, of a model for each fold, in their order
   * @param folds number of them
   * @param machines file of a line for each machine, its fold from 0, a tab and its identity; empty
   *     where rows are dealt out to folds
   * @param seed by which they are
   * @param output directory that does not exist yet
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      List<Path> models,
      int folds,
      Optional<Path> machines,
      long seed,
      Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "cross-validate"));
    job.setJarByClass(HeldOutJob.class);
    RowInputFormat.configure(job, files);
    FitJob.limitTasks(job.getConfiguration());
    SmallTasks.shareScoring(job.getConfiguration(), models.size());
    for (int m = 0; m < models.size(); m++) {
      CacheFiles.add(job, models.get(m), EvaluateJob.cacheName(m));
    }
    if (machines.isPresent()) {
      CacheFiles.add(job, machines.get(), MACHINES);
    }
    JobKey.MODELS.set(job.getConfiguration(), models.size());
    JobKey.FOLDS.set(job.getConfiguration(), folds);
    JobKey.SEED.set(job.getConfiguration(), seed);
    ScoreJob.configure(job, HeldOutMapper.class, HeldOutReducer.class, output);
    return job;
  }

  /** What a finished job left in its output, in the order of its models. */
  public static List<HeldOut> read(Configuration conf, Path output) throws IOException {
    FileSystem fs = output.getFileSystem(conf);
    List<HeldOut> all = new ArrayList<>();
    Path part = new Path(output, "part-r-00000");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(fs.open(part), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        all.add(JSON.readValue(line, HeldOut.class));
      }
    }
    return all;
  }

  static Text line(HeldOut of) throws IOException {
    return new Text(JSON.writeValueAsString(of));
  }
}
