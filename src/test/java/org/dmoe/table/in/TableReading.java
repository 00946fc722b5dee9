package org.dmoe.table.in;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.counters.GenericCounter;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.dmoe.mapreduce.Tables;
import org.dmoe.table.TableKey;

/** Reads all splits of a table, as the tasks of a job would. */
final class TableReading {

  /** Copies of one that has read its files already are cheap. */
  private static final Configuration DEFAULTS = new JobConf();

  static {
    DEFAULTS.setClass("fs.fault.impl", FaultyFileSystem.class, FileSystem.class);
    DEFAULTS.size();
  }

  private final Job job;
  private final SortedMap<RowKey, String> rows = new TreeMap<>();
  private final SortedMap<String, Long> counters = new TreeMap<>();

  /**
   * @param splitSize in bytes, at most
   */
  TableReading(Path input, TableOptions options, long splitSize) throws IOException {
    this(input, options, splitSize, List.of());
  }

  /** As {@link #TableReading(Path, TableOptions, long)}, on any file system. */
  TableReading(org.apache.hadoop.fs.Path input, TableOptions options, long splitSize)
      throws IOException {
    this(input, options, splitSize, List.of());
  }

  /**
   * @param texts columns that are passed on as text
   */
  TableReading(Path input, TableOptions options, long splitSize, List<String> texts)
      throws IOException {
    this(Tables.hadoop(input), options, splitSize, texts);
  }

  private TableReading(
      org.apache.hadoop.fs.Path input, TableOptions options, long splitSize, List<String> texts)
      throws IOException {
    Configuration conf = new Configuration(DEFAULTS);
    TableKey.TEXT_COLUMNS.set(conf, texts);
    options.store(conf);
    job = Job.getInstance(conf);
    RowInputFormat.configure(job, TableFiles.list(conf, List.of(input)));
    FileInputFormat.setMaxInputSplitSize(job, splitSize);
  }

  List<InputSplit> splits() throws IOException {
    return new RowInputFormat().getSplits(job);
  }

  /** Splits that have rows. */
  int nonEmptySplits() throws IOException, InterruptedException {
    int number = 0;
    for (InputSplit split : splits()) {
      int before = rows.size();
      read(split);
      number += rows.size() > before ? 1 : 0;
    }
    rows.clear();
    return number;
  }

  /** Every row as text, by where it stands. */
  SortedMap<RowKey, String> rows() throws IOException, InterruptedException {
    for (InputSplit split : splits()) {
      read(split);
    }
    return rows;
  }

  /** What an attempt that failed has read. */
  void forget() {
    rows.clear();
  }

  long counter(Enum<?> counter) {
    return counters.getOrDefault(counter.name(), 0L);
  }

  void read(InputSplit split) throws IOException, InterruptedException {
    TaskAttemptID id = new TaskAttemptID("test", 1, TaskType.MAP, 0, 0);
    TaskAttemptContextImpl context =
        new TaskAttemptContextImpl(job.getConfiguration(), id, new CountingReporter());
    try (RecordReader<RowKey, RowWritable> reader =
        new RowInputFormat().createRecordReader(split, context)) {
      reader.initialize(split, context);
      while (reader.nextKeyValue()) {
        RowKey key = new RowKey();
        key.set(reader.getCurrentKey());
        String clash = rows.put(key, reader.getCurrentValue().toString());
        if (clash != null) {
          throw new AssertionError(key + " was read twice");
        }
      }
    }
  }

  private final class CountingReporter extends TaskAttemptContextImpl.DummyReporter {
    @Override
    public Counter getCounter(Enum<?> name) {
      return new GenericCounter(name.name(), name.name()) {
        @Override
        public void increment(long by) {
          counters.merge(name.name(), by, Long::sum);
        }
      };
    }
  }
}
