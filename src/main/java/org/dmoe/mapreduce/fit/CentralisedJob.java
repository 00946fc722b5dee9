package org.dmoe.mapreduce.fit;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.ReportingMapper;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableFiles;

/**
 * The yardstick: all rows brought to one task, in the order of files and positions, and fitted
 * there. Leaves {@link FitOutputFormat#GLOBAL_FILE}.
 */
public final class CentralisedJob {

  private CentralisedJob() {}

  /** Passes rows on. */
  public static final class RowMapper
      extends ReportingMapper<RowKey, RowWritable, RowKey, RowWritable> {}

  /**
   * @param conf with the table's options stored; copied
   * @param output directory that does not exist yet
   */
  public static Job create(Configuration conf, TableFiles files, Path output, FitJobOptions options)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "global"));
    job.setJarByClass(CentralisedJob.class);
    RowInputFormat.configureWithAnySplits(job, files);
    options.store(job.getConfiguration());
    SortBuffer.forRows(job.getConfiguration());
    job.setMapperClass(RowMapper.class);
    job.setMapOutputKeyClass(RowKey.class);
    job.setMapOutputValueClass(RowWritable.class);
    job.setReducerClass(CentralisedReducer.class);
    job.setNumReduceTasks(1);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(AvroValue.class);
    job.setOutputFormatClass(FitOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }
}
