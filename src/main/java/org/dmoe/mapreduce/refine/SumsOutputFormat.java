package org.dmoe.mapreduce.refine;

import java.io.IOException;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.mapred.AvroValue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.io.MachineScores;
import org.dmoe.io.StatisticsFiles;
import org.dmoe.io.StatisticsRecords;
import org.dmoe.io.avro.MachineScoreRecord;
import org.dmoe.io.avro.StatisticsRecord;
import org.dmoe.table.out.WorkPaths;

/**
 * Writes the sums to one file, and the machines' gradients, where there are some, to another, below
 * the directory of the task's attempt.
 */
public final class SumsOutputFormat
    extends FileOutputFormat<NullWritable, AvroValue<SpecificRecord>> {

  /** The sums of all rows. */
  public static final String FILE = "sums.avro";

  /** The gradient of each machine. */
  public static final String MACHINES = "machines.avro";

  @Override
  public RecordWriter<NullWritable, AvroValue<SpecificRecord>> getRecordWriter(
      TaskAttemptContext context) throws IOException {
    Path directory = WorkPaths.of(getOutputCommitter(context));
    return new Files(context, directory);
  }

  /** Both files; each is there from its first record on. */
  private static final class Files extends RecordWriter<NullWritable, AvroValue<SpecificRecord>> {

    private final TaskAttemptContext context;
    private final Path directory;
    private DataFileWriter<MachineScoreRecord> machines;

    Files(TaskAttemptContext context, Path directory) {
      this.context = context;
      this.directory = directory;
    }

    @Override
    public void write(NullWritable key, AvroValue<SpecificRecord> value) throws IOException {
      if (value.datum() instanceof MachineScoreRecord machine) {
        if (machines == null) {
          machines = MachineScores.writer(create(MACHINES));
        }
        machines.append(machine);
        return;
      }
      try (FSDataOutputStream out = create(FILE)) {
        StatisticsFiles.write(out, StatisticsRecords.fromRecord((StatisticsRecord) value.datum()));
      }
    }

    private FSDataOutputStream create(String name) throws IOException {
      Path file = new Path(directory, name);
      return file.getFileSystem(context.getConfiguration()).create(file, false);
    }

    @Override
    public void close(TaskAttemptContext ended) throws IOException {
      if (machines != null) {
        machines.close();
      }
    }
  }
}
