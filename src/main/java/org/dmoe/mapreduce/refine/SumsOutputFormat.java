package org.dmoe.mapreduce.refine;

import java.io.IOException;
import org.apache.avro.mapred.AvroValue;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.table.out.WorkPaths;

/** Writes the sums to one file, below the directory of the task's attempt. */
public final class SumsOutputFormat
    extends FileOutputFormat<NullWritable, AvroValue<StatisticsRecord>> {

  /** The sums of all rows. */
  public static final String FILE = "sums.avro";

  @Override
  public RecordWriter<NullWritable, AvroValue<StatisticsRecord>> getRecordWriter(
      TaskAttemptContext context) throws IOException {
    Path file = new Path(WorkPaths.of(getOutputCommitter(context)), FILE);
    FSDataOutputStream out = file.getFileSystem(context.getConfiguration()).create(file, false);
    return new RecordWriter<>() {
      @Override
      public void write(NullWritable key, AvroValue<StatisticsRecord> sums) throws IOException {
        StatisticsFiles.write(out, StatisticsRecords.fromRecord(sums.datum()));
      }

      @Override
      public void close(TaskAttemptContext ended) throws IOException {
        out.close();
      }
    };
  }
}
