package org.dmoe.pipeline;

import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.table.RowCounter;

/**
 * Rows of a job's input.
 *
 * @param used rows that were read and used
 * @param bad rows that were skipped because they are unreadable
 * @param missing rows that were skipped because a value was missing
 */
public record RowCounts(long used, long bad, long missing) {

  static final RowCounts NONE = new RowCounts(0, 0, 0);

  /** Adds the rows that were skipped to a later job's counters, which has not seen them. */
  void addSkippedTo(Counters counters) {
    counters.findCounter(RowCounter.BAD_ROWS).increment(bad);
    counters.findCounter(RowCounter.MISSING_ROWS_SKIPPED).increment(missing);
  }

  static RowCounts of(Counters counters) {
    return new RowCounts(
        counters.findCounter(RowCounter.ROWS).getValue(),
        counters.findCounter(RowCounter.BAD_ROWS).getValue(),
        counters.findCounter(RowCounter.MISSING_ROWS_SKIPPED).getValue());
  }
}
