package org.dmoe.table.in;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.Paths;
import org.dmoe.table.RowCounter;
import org.dmoe.table.TaskMessages;

/** Counts the unreadable rows of a split and gives up when there are too many. */
final class BadRows {

  /** Bytes that may be read for the number of a line that does not end the job by itself. */
  private static final long CHEAP = 1L << 28;

  private final InputSplit split;
  private final Configuration conf;
  private final Counter counter;
  private final long bound;
  private String first;
  private long seen;

  BadRows(InputSplit split, TaskAttemptContext context, long bound) {
    this.split = split;
    this.conf = context.getConfiguration();
    this.counter = context.getCounter(RowCounter.BAD_ROWS);
    this.bound = bound;
  }

  /**
   * @param source that stands at the row
   * @throws UnusableInputException if there are more than are allowed; it names the first one
   */
  void add(RowSource source, Path file, String reason) throws IOException {
    counter.increment(1);
    seen++;
    if (first == null) {
      String place = source.place(seen > bound ? Long.MAX_VALUE : CHEAP);
      first = Paths.shown(file) + place + ": " + reason;
      TaskMessages.note(conf, RowSplit.identity(split), first);
    }
    if (seen > bound) {
      throw new UnusableInputException(
          bound == 0 ? first : first + " (the first of more than --max-bad-rows " + bound + ")");
    }
  }
}
