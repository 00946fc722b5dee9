package org.dmoe.mapreduce.describe;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.describe.TableStatistics;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.in.TableOptions;

/** One pass over a table for the statistics of its columns. */
public final class DescribeJob {

  private static final String RESULT = "part-";

  private DescribeJob() {}

  /**
   * @param conf copied
   * @param table how rows are read; its covariates, response and weight do not matter
   * @param columns to look at
   * @param output directory that does not exist yet
   * @throws org.dmoe.model.UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf, TableFiles files, TableOptions table, List<String> columns, Path output)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "describe"));
    job.setJarByClass(DescribeJob.class);
    asTexts(table).store(job.getConfiguration());
    TableKey.TEXT_COLUMNS.set(job.getConfiguration(), columns);
    RowInputFormat.configureWithAnySplits(job, files);
    SortBuffer.forFew(job.getConfiguration());
    job.setMapperClass(DescribeMapper.class);
    job.setMapOutputKeyClass(Text.class);
    job.setMapOutputValueClass(StatisticsWritable.class);
    job.setReducerClass(DescribeReducer.class);
    job.setNumReduceTasks(1);
    job.getConfiguration().setFloat(MRJobConfig.COMPLETED_MAPS_FOR_REDUCE_SLOWSTART, 1);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(StatisticsWritable.class);
    job.setOutputFormatClass(SequenceFileOutputFormat.class);
    FileOutputFormat.setOutputPath(job, output);
    return job;
  }

  /** Rows without covariates, response and weight. */
  private static TableOptions asTexts(TableOptions table) {
    return TableOptions.builder()
        .csv(table.csv())
        .maxBadRows(table.maxBadRows())
        .times(table.times())
        .pathColumns(table.pathColumns())
        .build()
        .withKnown(new FeatureSpec(List.of(), ""));
  }

  /** What a finished job left in its output. */
  public static TableStatistics read(Configuration conf, Path output) throws IOException {
    FileStatus[] parts =
        output.getFileSystem(conf).listStatus(output, path -> path.getName().startsWith(RESULT));
    if (parts.length != 1) {
      throw new IOException(output + " holds no statistics");
    }
    Path file = parts[0].getPath();
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(conf, SequenceFile.Reader.file(file))) {
      StatisticsWritable value = new StatisticsWritable();
      if (!reader.next(new Text(), value)) {
        throw new IOException(file + " holds no statistics");
      }
      return value.get();
    }
  }
}
