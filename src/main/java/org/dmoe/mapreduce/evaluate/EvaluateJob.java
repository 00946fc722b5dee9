package org.dmoe.mapreduce.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.evaluate.Metrics;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SmallTasks;
import org.dmoe.table.Paths;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** Scores several models on a table in one pass; a line of metrics a model. */
public final class EvaluateJob {

  private EvaluateJob() {}

  /**
   * @param conf with the table's options stored; copied
   * @param models files, Avro or JSON, of one model each; their features are matched to the table's
   *     covariates by name
   * @param diagnosed number of the first models of which pictures are wanted too
   * @param output directory that does not exist yet
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   * @throws org.dmoe.io.BadFileException if a model cannot be used, or not with these columns
   */
  public static Job create(
      Configuration conf, TableFiles files, List<Path> models, int diagnosed, Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "evaluate"));
    job.setJarByClass(EvaluateJob.class);
    keepLabel(job.getConfiguration());
    List<String> table = RowInputFormat.configure(job, files).features();
    addModels(job, models, table);
    JobKey.DIAGNOSED.set(job.getConfiguration(), diagnosed);
    SmallTasks.shareScoring(job.getConfiguration(), models.size());
    ScoreJob.configure(job, EvaluateMapper.class, EvaluateReducer.class, output);
    return job;
  }

  /** The metrics that a finished job left in its output, in the order of its models. */
  public static List<Metrics> read(Configuration conf, Path output) throws IOException {
    FileSystem fs = output.getFileSystem(conf);
    FileStatus[] parts = fs.listStatus(output, path -> path.getName().startsWith("part-"));
    Arrays.sort(parts);
    List<Metrics> metrics = new ArrayList<>();
    for (FileStatus part : parts) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(fs.open(part.getPath()), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          metrics.add(MetricsLines.read(line));
        }
      }
    }
    return metrics;
  }

  /** Has the readers pass the column of known labels on, and require it. */
  public static void keepLabel(Configuration conf) {
    TableOptions.from(conf)
        .roles()
        .label()
        .ifPresent(label -> TableKey.TEXT_COLUMNS.set(conf, List.of(label)));
  }

  /** Name of a model in the job's cache. */
  static String cacheName(int model) {
    return "dmoe-model-%05d".formatted(model);
  }

  /** A model that no task could use is found now, not by a task. */
  private static void addModels(Job job, List<Path> models, List<String> table) throws IOException {
    for (int m = 0; m < models.size(); m++) {
      Path model = models.get(m);
      try (FSDataInputStream in = model.getFileSystem(job.getConfiguration()).open(model)) {
        ModelColumns.read(in, Paths.shown(model), table, false);
      }
      CacheFiles.add(job, model, cacheName(m));
    }
    JobKey.MODELS.set(job.getConfiguration(), models.size());
  }
}
