package org.dmoe.mapreduce.sample;

import java.io.IOException;
import java.util.List;
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

  /** Where a formula made the sample's covariates: name of the rows that they were made of. */
  public static final String RAW_FILE = "rows.csv";

  /** Name of the pilot in the output. */
  public static final String PILOT_FILE = "pilot/pilot.avro";

  /** Where there are several: of the pilot of K experts. */
  private static final String PILOT_OF = "pilot/pilot-%d.avro";

  private SampleJob() {}

  /**
   * Has the job fit the pilot too: the drawn rows then reach the reducer with response and weight,
   * and are written nowhere with them.
   *
   * @param local options of the machines' fits
   * @param experts numbers of experts; a pilot is fitted of each
   */
  public static void fitPilot(Job job, FitOptions local, List<Integer> experts) {
    Configuration conf = job.getConfiguration();
    JobKey.PILOT.set(conf, Boolean.toString(true));
    JobKey.PILOT_EXPERTS.set(conf, experts.stream().map(String::valueOf).toList());
    FitKeys.store(local, conf);
  }

  /**
   * Name of the pilot of K experts in the output.
   *
   * @param several whether there are pilots of other numbers of experts too
   */
  public static String pilotFile(int experts, boolean several) {
    return several ? PILOT_OF.formatted(experts) : PILOT_FILE;
  }

  /**
   * @param conf with the table's options stored; copied
   * @param output directory that does not exist yet; gets {@link #SUPPORT_FILE}, and {@link
   *     #RAW_FILE} where covariates are made by a formula
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
