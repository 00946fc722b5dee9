package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.mapreduce.job.CacheFiles;
import org.dmoe.table.in.TableFiles;

/**
 * A second round over the same splits: each machine holds all local models against its own, climbs
 * anew from one that beats it, and the local models are aggregated again. Leaves the files of
 * {@link FitJob}.
 */
public final class DominanceJob {

  /** Name of the local models in the job's cache. */
  static final String LOCALS = "dmoe-local-models.avro";

  private DominanceJob() {}

  /**
   * @param conf with the table's options stored; copied
   * @param support supporting sample as CSV
   * @param locals the file of the first round's local models
   * @param output directory that does not exist yet
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      Path support,
      Path locals,
      Path output,
      FitJobOptions options)
      throws IOException {
    Job job = FitJob.create("dominance", DominanceMapper.class, conf, files, options);
    CacheFiles.add(job, support, FitJob.SUPPORT);
    CacheFiles.add(job, locals, LOCALS);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }
}
