package org.dmoe.pipeline;

import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.table.RowCounter;

/**
 * Rows of a job's input.
 *
 * @param used rows that were read and used
 * @param unreadable rows that were skipped
 * @param missing rows with a missing value that were skipped
 */
public record RowCounts(long used, long unreadable, long missing) {

  static final RowCounts NONE = new RowCounts(0, 0, 0);

  /** Adds the rows that were skipped to a later job's counters, which has not seen them. */
  void addSkippedTo(Counters counters) {
    counters.findCounter(RowCounter.BAD_ROWS).increment(unreadable);
    counters.findCounter(RowCounter.MISSING_ROWS_SKIPPED).increment(missing);
  }

  static RowCounts of(Counters counters) {
    return new RowCounts(
        counters.findCounter(RowCounter.ROWS).getValue(),
        counters.findCounter(RowCounter.BAD_ROWS).getValue(),
        counters.findCounter(RowCounter.MISSING_ROWS_SKIPPED).getValue());
  }
}
