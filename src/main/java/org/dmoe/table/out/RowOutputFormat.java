package org.dmoe.table.out;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Writes the rows of each task to a file of its own. */
public final class RowOutputFormat extends FileOutputFormat<NullWritable, OutputRow> {

  /**
   * Makes a job write rows.
   *
   * @param output directory that does not exist yet
   */
  public static void configure(Job job, RowFiles files, Path output) {
    files.store(job.getConfiguration());
    job.setOutputFormatClass(RowOutputFormat.class);
    job.setOutputKeyClass(NullWritable.class);
    job.setOutputValueClass(OutputRow.class);
    setOutputPath(job, output);
  }

  @Override
  public RecordWriter<NullWritable, OutputRow> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    RowFiles files = RowFiles.from(context.getConfiguration());
    Path file = getDefaultWorkFile(context, files.extension());
    return new Writer(files.create(context.getConfiguration(), file));
  }

  private static final class Writer extends RecordWriter<NullWritable, OutputRow> {

    private final RowSink sink;

    Writer(RowSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(NullWritable key, OutputRow row) throws IOException {
      sink.write(row);
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException {
      sink.close();
    }
  }
}
