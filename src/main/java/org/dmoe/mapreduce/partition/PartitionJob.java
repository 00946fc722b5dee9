package org.dmoe.mapreduce.partition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.JobNames;
import org.dmoe.mapreduce.job.SortBuffer;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.TableKey;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowWritable;
import org.dmoe.table.in.TableFiles;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.NamedRowOutputFormat;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowSchema;

/**
 * Divides the rows of a table into files, each to be one machine's. Which file a row goes to, and
 * its place there, do not depend on how the input is split.
 */
public final class PartitionJob {

  /** Of the input, so many are sorted and written by one reducer. */
  private static final long BYTES_OF_A_REDUCER = 1L << 28;

  private static final int MOST_REDUCERS = 1000;

  private PartitionJob() {}

  /**
   * Writes covariates, response and weight as numbers, categories and the table's text columns as
   * text. The column that rows are divided by is one of the latter where it is no number.
   *
   * @param conf with the table's options, the text columns and the bound on the number of parts
   *     stored; copied
   * @param format of the files
   * @param output directory that gets a file for each part that has rows
   * @throws UnusableInputException if files or columns are not as they should be
   */
  public static Job create(
      Configuration conf,
      TableFiles files,
      Path output,
      Partitioning by,
      RowFormat format,
      long seed)
      throws IOException {
    Job job = Job.getInstance(conf, JobNames.of(conf, "partition"));
    job.setJarByClass(PartitionJob.class);
    Configuration own = job.getConfiguration();
    RawColumns.store(own);
    JobKey.PARTITIONING.set(own, by.toString());
    JobKey.SEED.set(own, seed);
    TableKey.TEXT_COLUMNS.set(own, readTexts(own, by));
    FeatureSpec columns = RowInputFormat.configureWithAnySplits(job, files);
    SortBuffer.forRows(own);
    job.setMapperClass(PartitionMapper.class);
    job.setMapOutputKeyClass(BytesWritable.class);
    job.setMapOutputValueClass(RowWritable.class);
    job.setPartitionerClass(PartPartitioner.class);
    job.setReducerClass(PartitionReducer.class);
    job.setNumReduceTasks(reducers(files.bytes(), by, job.getNumReduceTasks()));
    RowFiles parts = new RowFiles(schema(own, columns), format, false);
    NamedRowOutputFormat.configure(job, parts, output);
    return job;
  }

  /**
   * Holds a finished job's number of parts against the bound.
   *
   * @throws UnusableInputException if there are more parts than are allowed
   */
  public static void check(Configuration conf, Partitioning by, Counters counters)
      throws UnusableInputException {
    long parts = counters.findCounter(DmoeCounter.PARTITIONS).getValue();
    checkParts(by, parts, JobKey.MAX_PARTITIONS.getInt(conf));
  }

  static void checkParts(Partitioning by, long parts, int most) throws UnusableInputException {
    if (!by.isRandom() && parts > most) {
      throw new UnusableInputException(
          "%s: the column has more than %d values; --max-partitions allows for more"
              .formatted(by, most));
    }
  }

  private static List<String> readTexts(Configuration conf, Partitioning by) {
    List<String> texts = new ArrayList<>(TableKey.TEXT_COLUMNS.getList(conf));
    if (!by.isRandom() && !texts.contains(by.column())) {
      texts.add(by.column());
    }
    return texts;
  }

  private static RowSchema schema(Configuration conf, FeatureSpec columns) {
    RowSchema.Builder schema = RowSchema.builder().addAll(columns.features(), ColumnType.DOUBLE);
    if (!columns.response().isEmpty()) {
      schema.add(columns.response(), ColumnType.DOUBLE);
    }
    List<String> texts = TableKey.TEXT_COLUMNS.getList(conf);
    writtenTexts(conf, columns).forEach(t -> schema.add(texts.get(t), ColumnType.TEXT));
    return schema.build();
  }

  /** Places of the texts that are written: those of no numeric column. */
  static List<Integer> writtenTexts(Configuration conf, FeatureSpec columns) {
    List<String> texts = TableKey.TEXT_COLUMNS.getList(conf);
    List<Integer> written = new ArrayList<>();
    for (int t = 0; t < texts.size(); t++) {
      boolean number =
          columns.features().contains(texts.get(t)) || columns.response().equals(texts.get(t));
      if (!number) {
        written.add(t);
      }
    }
    return written;
  }

  /**
   * Reducers for an input.
   *
   * @param asked as the user has set it; 1 is Hadoop's default
   */
  static int reducers(long bytes, Partitioning by, int asked) {
    long bySize = Math.min(MOST_REDUCERS, (bytes - 1) / BYTES_OF_A_REDUCER + 1);
    long wanted = asked > 1 ? asked : bySize;
    return (int) (by.isRandom() ? Math.min(by.parts(), wanted) : wanted);
  }
}
