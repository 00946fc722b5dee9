package org.dmoe.table.out;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/** Writes the rows of each task to a file of its own. */
public final class RowOutputFormat extends RowTableOutputFormat<NullWritable> {

  /**
   * Makes a job write rows.
   *
   * @param output directory that gets the files; its other files stay
   */
  public static void configure(Job job, RowFiles files, Path output) {
    configure(job, RowOutputFormat.class, files, output);
    job.setOutputKeyClass(NullWritable.class);
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
