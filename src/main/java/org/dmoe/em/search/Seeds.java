package org.dmoe.em.search;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;

/** Seeds of parts, derived from the seed of the whole, and the generators they start. */
public final class Seeds {

  private static final long INCREMENT = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** What SplitMix64 (Steele, Lea and Flood 2014) gives at the index-th step from seed. */
  public static long derive(long seed, long index) {
    return new SplitMix64(seed + index * INCREMENT).nextLong();
  }

  /** A generator of random numbers. */
  public static UniformRandomProvider generator(long seed) {
    SplitMix64 seeds = new SplitMix64(seed);
    return new XoRoShiRo128PlusPlus(seeds.nextLong(), seeds.nextLong());
  }
}
