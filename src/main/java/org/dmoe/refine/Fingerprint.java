package org.dmoe.refine;

/** A hash of numbers in their order, by which rows that have changed are noticed. */
final class Fingerprint {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long state = MULTIPLIER;

  void add(double value) {
    state = mix(state, Double.doubleToLongBits(value));
  }

  long value() {
    return state;
  }

  /** Of two fingerprints, in their order. */
  static long mix(long first, long second) {
    long h = (Long.rotateLeft(first, 23) ^ second) * MULTIPLIER;
    return h ^ (h >>> 32);
  }
}
