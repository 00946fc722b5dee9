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

  static RowCounts of(Counters counters) {
    return new RowCounts(
        counters.findCounter(DmoeCounter.ROWS).getValue(),
        counters.findCounter(DmoeCounter.BAD_ROWS).getValue(),
        counters.findCounter(DmoeCounter.MISSING_ROWS_SKIPPED).getValue());
  }
}
