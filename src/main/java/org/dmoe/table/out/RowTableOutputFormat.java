package org.dmoe.table.out;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.InvalidJobConfException;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.security.TokenCache;

/**
 * Writes rows among other files of a directory: whoever runs the job knows whether the directory
 * may exist, and marks it as whole.
 */
abstract class RowTableOutputFormat<K> extends FileOutputFormat<K, OutputRow> {

  static void configure(
      Job job, Class<? extends RowTableOutputFormat<?>> format, RowFiles files, Path output) {
    files.store(job.getConfiguration());
    job.getConfiguration().setBoolean(FileOutputCommitter.SUCCESSFUL_JOB_OUTPUT_DIR_MARKER, false);
    job.setOutputFormatClass(format);
    job.setOutputValueClass(OutputRow.class);
    setOutputPath(job, output);
  }

  @Override
  public final void checkOutputSpecs(JobContext job) throws IOException {
    Path output = getOutputPath(job);
    if (output == null) {
      throw new InvalidJobConfException("Output directory not set.");
    }
    TokenCache.obtainTokensForNamenodes(
        job.getCredentials(), new Path[] {output}, job.getConfiguration());
  }
}
