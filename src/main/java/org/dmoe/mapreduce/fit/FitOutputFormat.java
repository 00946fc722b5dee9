package org.dmoe.mapreduce.fit;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.io.ModelAppender;
import org.dmoe.io.avro.ModelRecord;
import org.dmoe.table.out.WorkPaths;

/**
 * Writes each model to the file its key names, below the directory of the task's attempt, so that
 * the committer moves all files or none.
 */
public final class FitOutputFormat extends FileOutputFormat<Text, AvroValue<ModelRecord>> {

  /** All local models, those without a mixture too. */
  public static final String LOCAL_FILE = "local/local-models.avro";

  /** The sparse local models, by which terms are chosen. */
  public static final String SPARSE_FILE = "lasso/local-models.avro";

  /** The reduction by the plan that was not chosen, where both are wanted. */
  public static final String OTHER_PLAN_FILE = "model/other-plan.avro";

  /** What the transport plan alone gave, where a likelihood reduction followed. */
  public static final String TRANSPORT_FILE = "model/transport.avro";

  /** The fit of all rows in one task. */
  public static final String GLOBAL_FILE = "model/global.avro";

  /** The global model. */
  public static final String MODEL_FILE = "model/model.avro";

  @Override
  public RecordWriter<Text, AvroValue<ModelRecord>> getRecordWriter(TaskAttemptContext context)
      throws IOException {
    return new Writer(context.getConfiguration(), WorkPaths.of(getOutputCommitter(context)));
  }

  private static final class Writer extends RecordWriter<Text, AvroValue<ModelRecord>> {

    private final Configuration conf;
    private final Path directory;
    private final Map<String, ModelAppender> files = new TreeMap<>();

    Writer(Configuration conf, Path directory) {
      this.conf = conf;
      this.directory = directory;
    }

    @Override
    public void write(Text file, AvroValue<ModelRecord> model) throws IOException {
      ModelAppender appender = files.get(file.toString());
      if (appender == null) {
        Path path = new Path(directory, file.toString());
        appender = new ModelAppender(path.getFileSystem(conf).create(path, false));
        files.put(file.toString(), appender);
      }
      appender.append(model.datum());
    }

    @Override
    public void close(TaskAttemptContext context) throws IOException {
      for (ModelAppender file : files.values()) {
        file.close();
      }
    }
  }
}
