package org.dmoe.pipeline;

/**
 * How a supporting sample is drawn.
 *
 * @param size rows S of the sample
 * @param seed of the draw
 */
public record SupportDraw(int size, long seed) {

  /** 10,000 rows, seed 1. */
  public static final SupportDraw DEFAULT = new SupportDraw(10_000, 1);

  /**
   * @throws IllegalArgumentException if the sample would have no row
   */
  public SupportDraw {
    Checks.positive("--support-size", size);
  }
}
