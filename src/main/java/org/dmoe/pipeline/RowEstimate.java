package org.dmoe.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.dmoe.table.in.RowInputFormat;
import org.dmoe.table.in.RowKey;
import org.dmoe.table.in.RowSplit;
import org.dmoe.table.in.RowWritable;

/**
 * Rows of splits, by the bytes that a row takes at the beginning of some of them. Files of another
 * ending, compressed ones say, have bytes a row of their own.
 */
final class RowEstimate {

  private static final int SPLITS_OF_AN_ENDING = 3;
  private static final int ENOUGH_ROWS = 5000;

  private final JobContext job;
  private final Map<String, Density> densities = new HashMap<>();
  private final Map<RowSplit, Long> counted = new HashMap<>();

  /** Rows seen and the bytes they took. */
  private record Density(double rows, double bytes) {

    Density plus(Density that) {
      return new Density(rows + that.rows, bytes + that.bytes);
    }

    double rowsOf(long length) {
      return bytes > 0 ? rows * length / bytes : 0;
    }
  }

  private RowEstimate(JobContext job) {
    this.job = job;
  }

  /**
   * Reads the beginnings of a few splits.
   *
   * @throws org.dmoe.model.UnusableInputException if a row there is bad and may not be
   */
  static RowEstimate of(JobContext job, List<RowSplit> splits)
      throws IOException, InterruptedException {
    RowEstimate estimate = new RowEstimate(job);
    Map<String, List<RowSplit>> byEnding = new HashMap<>();
    for (RowSplit split : splits) {
      byEnding.computeIfAbsent(ending(split), ending -> new ArrayList<>()).add(split);
    }
    for (Map.Entry<String, List<RowSplit>> group : byEnding.entrySet()) {
      Density density = new Density(0, 0);
      for (RowSplit split : some(group.getValue())) {
        density = density.plus(estimate.read(split));
      }
      estimate.densities.put(group.getKey(), density);
    }
    return estimate;
  }

  /** Estimated rows of a split; exact where the whole split was looked at. */
  long rows(RowSplit split) throws IOException, InterruptedException {
    if (counted.containsKey(split)) {
      return counted.get(split);
    }
    return Math.round(densities.get(ending(split)).rowsOf(split.getLength()));
  }

  /** Whether all rows were counted. */
  boolean isExact(List<RowSplit> splits) {
    return counted.keySet().containsAll(splits);
  }

  /** Some splits from all over the list. */
  private static Set<RowSplit> some(List<RowSplit> splits) {
    Set<RowSplit> some = new LinkedHashSet<>();
    for (int i = 0; i < SPLITS_OF_AN_ENDING; i++) {
      some.add(splits.get(i * (splits.size() - 1) / (SPLITS_OF_AN_ENDING - 1)));
    }
    return some;
  }

  private Density read(RowSplit split) throws IOException, InterruptedException {
    TaskAttemptID attempt = new TaskAttemptID("plan", 0, TaskType.MAP, 0, 0);
    TaskAttemptContextImpl context = new TaskAttemptContextImpl(job.getConfiguration(), attempt);
    try (RecordReader<RowKey, RowWritable> reader =
        new RowInputFormat().createRecordReader(split, context)) {
      reader.initialize(split, context);
      long rows = 0;
      while (reader.nextKeyValue()) {
        rows++;
        if (rows >= ENOUGH_ROWS && reader.getProgress() > 0) {
          return new Density(rows, (double) reader.getProgress() * split.getLength());
        }
      }
      counted.put(split, rows);
      return new Density(rows, split.getLength());
    }
  }

  private static String ending(RowSplit split) {
    String name = split.paths().get(0).getName();
    return name.substring(Math.max(0, name.lastIndexOf('.')));
  }
}
