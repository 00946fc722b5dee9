package org.dmoe.em.search;

/** Seeds of parts, derived from the seed of the whole. */
public final class Seeds {

  private Seeds() {}

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) at the index-th step from seed. */
  public static long derive(long seed, long index) {
    long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
