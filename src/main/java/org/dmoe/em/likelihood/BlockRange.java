package org.dmoe.em.likelihood;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Blocks of rows that are summed together. Of many rows there are several ranges, for threads to
 * share; how many depends on the rows alone, and with them the order of all sums.
 *
 * @param from the first block
 * @param to behind the last one
 */
public record BlockRange(int from, int to) {

  /** Fewer responses are summed sooner than they are shared. */
  private static final int LEAST_RESPONSES = 4096;

  private static final int MOST_RANGES = 16;

  /** The sums of all ranges are at most about this share of the rows. */
  private static final int SHARE_OF_ROWS = 8;

  /**
   * All blocks in order, in at least one range.
   *
   * @param predictors of a mixture, of which each pair may have a matrix of sums
   */
  public static List<BlockRange> of(LayeredRows rows, int predictors) {
    long sums = (long) SHARE_OF_ROWS * predictors * predictors * rows.p() / 4;
    long affordable = rows.responses() / Math.max(sums, LEAST_RESPONSES);
    int blocks = rows.blockCount();
    int ranges = (int) Math.max(1, Math.min(affordable, Math.min(MOST_RANGES, blocks)));
    return IntStream.range(0, ranges)
        .mapToObj(i -> new BlockRange(start(i, blocks, ranges), start(i + 1, blocks, ranges)))
        .toList();
  }

  private static int start(int range, int blocks, int ranges) {
    return (int) ((long) range * blocks / ranges);
  }
}
