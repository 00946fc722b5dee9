package org.dmoe.mapreduce.predict;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.ResponseType;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowOutputFormat;

/** Writes what a model says of each row of a table; rows keep their order in each file. */
public final class PredictJob {

  private PredictJob() {}

  /**
   * @param conf with the table's options and the columns to pass on stored; copied
   * @param model file of one model
   * @param experts of that model
   * @param type of its response
   * @param options what is said of each row
   * @param output directory that gets the files; its other files stay
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      Path model,
      int experts,
      ResponseType type,
      PredictOptions options,
      RowFormat format,
      boolean compress,
      Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "predict"));
    job.setJarByClass(PredictJob.class);
    RowInputFormat.configure(job, files);
    CacheFiles.add(job, model, PredictMapper.MODEL);
    options.store(job.getConfiguration());
    job.setMapperClass(PredictMapper.class);
    job.setNumReduceTasks(0);
    List<String> kept = TableKey.TEXT_COLUMNS.getList(job.getConfiguration());
    RowOutputFormat.configure(
        job, new RowFiles(options.schema(kept, experts, type), format, compress), output);
    return job;
  }
}
