package org.dmoe.table.out;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;

/**
 * Writes rows to the file that the key names, without ending. All rows of a file must come one
 * after another in one task: a single file is open at a time.
 */
public final class NamedRowOutputFormat extends RowTableOutputFormat<Text> {

  /**
   * Makes a job write rows.
   *
   * @param output directory that gets the files; its other files stay
   */
  public static void configure(Job job, RowFiles files, Path output) {
    configure(job, NamedRowOutputFormat.class, files, output);
    job.setOutputKeyClass(Text.class);
  }

  @Override
  public RecordWriter<Text, OutputRow> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return new Writer(context.getConfiguration(), WorkPaths.of(getOutputCommitter(context)));
  }

  private static final class Writer extends RecordWriter<Text, OutputRow> {

    private final Configuration conf;
    private final Path directory;
    private final RowFiles files;
    private final Text name = new Text();
    private RowSink sink;

    Writer(Configuration conf, Path directory) {
      this.conf = conf;
      this.directory = directory;
      this.files = RowFiles.from(conf);
    }

    @Override
    public void write(Text key, OutputRow row) throws IOException {
      if (sink == null || !name.equals(key)) {
        closeSink();
        name.set(key);
        sink = files.create(conf, new Path(directory, name + files.extension()));
      }
      sink.write(row);
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException {
      closeSink();
    }

    private void closeSink() throws IOException {
      if (sink != null) {
        sink.close();
        sink = null;
      }
    }
  }
}
