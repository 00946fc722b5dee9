package org.dmoe.mapreduce.predict;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowOutputFormat;
import org.dmoe.table.out.RowSchema;

/** Writes what a model says of each row of a table; rows keep their order in each file. */
public final class PredictJob {

  private PredictJob() {}

  /**
   * What is written: the columns passed on as text, {@code mean}, {@code variance}, a column {@code
   * qLEVEL} for each quantile, {@code pi_1} to {@code pi_K} of the gate, and {@code expert}, the
   * most probable one from 1.
   *
   * @throws IllegalArgumentException if a column passed on has the name of another
   */
  public static RowSchema schema(List<String> kept, double[] levels, int experts) {
    RowSchema.Builder schema =
        RowSchema.builder()
            .addAll(kept, ColumnType.TEXT)
            .add("mean", ColumnType.DOUBLE)
            .add("variance", ColumnType.DOUBLE);
    for (double level : levels) {
      schema.add("q" + level, ColumnType.DOUBLE);
    }
    IntStream.rangeClosed(1, experts).forEach(k -> schema.add("pi_" + k, ColumnType.DOUBLE));
    return schema.add("expert", ColumnType.LONG).build();
  }

  /**
   * @param conf with the table's options and the columns to pass on stored; copied
   * @param model file of one model
   * @param experts of that model
   * @param levels of the quantiles
   * @param output directory that gets the files; its other files stay
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      Path model,
      int experts,
      double[] levels,
      RowFormat format,
      boolean compress,
      Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "predict"));
    job.setJarByClass(PredictJob.class);
    RowInputFormat.configure(job, files);
    CacheFiles.add(job, model, PredictMapper.MODEL);
    List<String> texts = IntStream.range(0, levels.length).mapToObj(i -> "" + levels[i]).toList();
    JobKey.QUANTILES.set(job.getConfiguration(), texts);
    job.setMapperClass(PredictMapper.class);
    job.setNumReduceTasks(0);
    List<String> kept = TableKey.TEXT_COLUMNS.getList(job.getConfiguration());
    RowOutputFormat.configure(
        job, new RowFiles(schema(kept, levels, experts), format, compress), output);
    return job;
  }

  static double[] levels(Configuration conf) {
    return JobKey.QUANTILES.getList(conf).stream().mapToDouble(Double::parseDouble).toArray();
  }
}
