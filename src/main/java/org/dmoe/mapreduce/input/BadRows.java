package org.dmoe.mapreduce.input;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Counter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.dmoe.mapreduce.DmoeCounter;
import org.dmoe.mapreduce.Paths;
import org.dmoe.mapreduce.TaskErrors;
import org.dmoe.mapreduce.UnusableInputException;

/** Counts the unreadable rows of a split and gives up when there are too many. */
final class BadRows {

  private final TableSplit split;
  private final Configuration conf;
  private final Counter counter;
  private final long bound;
  private String first;
  private long seen;

  BadRows(TableSplit split, TaskAttemptContext context, long bound) {
    this.split = split;
    this.conf = context.getConfiguration();
    this.counter = context.getCounter(DmoeCounter.BAD_ROWS);
    this.bound = bound;
  }

  /**
   * @param line number of the line in the split, from 1
   * @param position its byte offset in the file
   * @throws UnusableInputException if there are more than are allowed; it names the first one
   */
  void add(long line, long position, String reason) throws IOException {
    counter.increment(1);
    seen++;
    if (first == null) {
      first = Paths.shown(split.getPath()) + ":" + place(line, position) + ": " + reason;
      TaskErrors.note(conf, TableSplit.identity(split), first);
    }
    if (seen > bound) {
      throw new UnusableInputException(
          bound == 0 ? first : first + " (the first of more than --max-bad-rows " + bound + ")");
    }
  }

  /** Only the first split of a file knows how many lines are above. */
  private String place(long line, long position) {
    return split.getStart() == 0 ? Long.toString(line) : "byte " + position;
  }
}
