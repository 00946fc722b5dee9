package org.dmoe.mapreduce.pipeline;

import org.apache.hadoop.mapreduce.Counters;
import org.dmoe.mapreduce.DmoeCounter;

/**
 * Rows of a job's input.
 *
 * @param used rows that were read and used
 * @param bad rows that could not be parsed and were skipped
 * @param missing rows left out because a value was missing
 */
public record RowCounts(long used, long bad, long missing) {

  static final RowCounts NONE = new RowCounts(0, 0, 0);

  /** Adds the rows that were left out to a later job's counters, which has not seen them. */
  void addLeftOutTo(Counters counters) {
    counters.findCounter(DmoeCounter.BAD_ROWS).increment(bad);
    counters.findCounter(DmoeCounter.MISSING_ROWS_SKIPPED).increment(missing);
  }

  static RowCounts of(Counters counters) {
    return new RowCounts(
        counters.findCounter(DmoeCounter.ROWS).getValue(),
        counters.findCounter(DmoeCounter.BAD_ROWS).getValue(),
        counters.findCounter(DmoeCounter.MISSING_ROWS_SKIPPED).getValue());
  }
}
