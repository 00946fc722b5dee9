package org.dmoe.mapreduce.sample;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.job.FitKeys;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;

/**
 * Draws the supporting sample: the S rows with the smallest hash of seed, file and position, in
 * that order. It does not depend on how the input is split.
 */
public final class SampleJob {

  /** Name of the sample in the output. */
  public static final String SUPPORT_FILE = "support.csv";

  /** Name of the pilot in the output. */
  public static final String PILOT_FILE = "pilot/pilot.avro";

  private SampleJob() {}

  /**
   * Has the job fit the pilot too: the drawn rows then reach the reducer with response and weight,
   * and are written nowhere with them.
   *
   * @param local options of the machines' fits
   */
  public static void fitPilot(Job job, FitOptions local) {
    JobKey.PILOT.set(job.getConfiguration(), Boolean.toString(true));
    FitKeys.store(local, job.getConfiguration());
  }

  /**
   * @param conf with the table's options stored; copied
   * @param output directory that does not exist yet; gets {@link #SUPPORT_FILE}
   * @param supportSize S; all rows are taken where there are fewer
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf, TableFiles files, Path output, int supportSize, long seed)
      throws IOException {
    if (supportSize < 1) {
      throw new IllegalArgumentException("the support needs at least one row: " + supportSize);
    }
    Job job = Job.getInstance(conf, JobNames.of(conf, "sample"));
    job.setJarByClass(SampleJob.class);
    RowInputFormat.configureWithAnySplits(job, files);
    JobKey.SUPPORT_SIZE.set(job.getConfiguration(), supportSize);
    JobKey.SEED.set(job.getConfiguration(), seed);
    JobKey.PILOT.set(job.getConfiguration(), Boolean.toString(false));
    SortBuffer.forFew(job.getConfiguration());
    job.setMapperClass(SampleMapper.class);
    job.setMapOutputKeyClass(SampleKey.class);
    job.setMapOutputValueClass(SampledRow.class);
    job.setReducerClass(SampleReducer.class);
    job.setNumReduceTasks(1);
    job.setOutputKeyClass(SampleKey.class);
    job.setOutputValueClass(SampledRow.class);
    job.setOutputFormatClass(SupportOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }
}
