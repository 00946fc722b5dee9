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
  private static final int LEAST_RESPONSES = 2048;

  private static final int MOST_RANGES = 16;

  /** The sums of all ranges are at most about this share of the rows. */
  private static final int SHARE_OF_ROWS = 4;

  /**
   * All blocks in order, in at least one range.
   *
   * @param predictors of a mixture, of which each pair may have a matrix of sums
   */
  public static List<BlockRange> of(LayeredRows rows, int predictors) {
    int blocks = rows.blockCount();
    int ranges = Math.min(most(rows.responses(), rows.p(), predictors), Math.max(1, blocks));
    return IntStream.range(0, ranges)
        .mapToObj(i -> new BlockRange(start(i, blocks, ranges), start(i + 1, blocks, ranges)))
        .toList();
  }

  /** Ranges of so many responses, if there are as many blocks. */
  public static int most(long responses, int p, int predictors) {
    long sums = (long) SHARE_OF_ROWS * predictors * predictors * p / 4;
    long affordable = responses / Math.max(sums, LEAST_RESPONSES);
    return (int) Math.max(1, Math.min(affordable, MOST_RANGES));
  }

  private static int start(int range, int blocks, int ranges) {
    return (int) ((long) range * blocks / ranges);
  }
}
