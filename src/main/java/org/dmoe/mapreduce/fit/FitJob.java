package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.avro.mapreduce.AvroJob;
import org.apache.avro.specific.SpecificData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SmallTasks;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;

/**
 * One round: every split gets its local mixture, and one reducer aggregates them over the
 * supporting sample. Leaves {@link FitOutputFormat#LOCAL_FILE} and {@link
 * FitOutputFormat#MODEL_FILE}.
 */
public final class FitJob {

  /** Name of the supporting sample in the job's cache. */
  static final String SUPPORT = "dmoe-support.csv";

  private static final int MOST_TASKS = 1000;

  private FitJob() {}

  /**
   * @param conf with the table's options stored; copied
   * @param support supporting sample as CSV
   * @param output directory that does not exist yet
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf, TableFiles files, Path support, Path output, FitJobOptions options)
      throws IOException {
    Job job = create("fit", FitMapper.class, conf, files, options);
    CacheFiles.add(job, support, SUPPORT);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }

  /** More tasks than these would mostly be started and ended. */
  public static void limitTasks(Configuration conf) {
    SmallTasks.limit(conf, MOST_TASKS);
  }

  /** The round in which a mapper makes the local models; cache and output are the caller's. */
  static Job create(
      String name,
      Class<? extends FitMapper> mapper,
      Configuration conf,
      TableFiles files,
      FitJobOptions options)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, name));
    job.setJarByClass(FitJob.class);
    RowInputFormat.configure(job, files);
    options.store(job.getConfiguration());
    limitTasks(job.getConfiguration());
    job.setMapperClass(mapper);
    job.setMapOutputKeyClass(Text.class);
    AvroJob.setMapOutputValueSchema(job, ModelRecord.getClassSchema());
    AvroJob.setDataModelClass(job, SpecificData.class);
    job.setReducerClass(FitReducer.class);
    job.setNumReduceTasks(1);
    // The reducer can do nothing before the last local model; it need not wait in a container.
    job.getConfiguration().setFloat(MRJobConfig.COMPLETED_MAPS_FOR_REDUCE_SLOWSTART, 1);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(AvroValue.class);
    job.setOutputFormatClass(FitOutputFormat.class);
    return job;
  }
}
