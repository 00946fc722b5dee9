package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.em.lasso.LassoParts;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.in.TableFiles;

/** A sparse mixture of each split. Leaves {@link FitOutputFormat#SPARSE_FILE}. */
public final class LassoJob {

  private LassoJob() {}

  /**
   * @param conf with the table's options stored; copied
   * @param output directory that does not exist yet
   * @param parts of the mixtures that are to be sparse
   */
  public static Job create(
      Configuration conf, TableFiles files, Path output, FitJobOptions options, LassoParts parts)
      throws IOException {
    Job job = FitJob.create("lasso", LassoMapper.class, conf, files, options);
    JobKey.LASSO.set(job.getConfiguration(), parts);
    job.setReducerClass(LassoReducer.class);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }
}
