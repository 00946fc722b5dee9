package org.dmoe.refine;

/**
 * A hash of rows by which it is noticed that they have changed. It is a sum over the rows, so it
 * does not depend on how they are split.
 */
final class Fingerprint {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long sum;

  void add(double[] x, double y, double weight) {
    long row = MULTIPLIER;
    for (double value : x) {
      row = mix(row, value);
    }
    sum += mix(mix(row, y), weight);
  }

  long value() {
    return sum;
  }

  private static long mix(long state, double value) {
    long h = (Long.rotateLeft(state, 23) ^ Double.doubleToLongBits(value)) * MULTIPLIER;
    return h ^ (h >>> 32);
  }
}
