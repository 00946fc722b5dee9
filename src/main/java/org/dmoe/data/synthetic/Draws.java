package org.dmoe.data.synthetic;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.apache.commons.rng.core.source64.XoRoShiRo128PlusPlus;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** A stream of random numbers; the same seed and number give the same stream everywhere. */
final class Draws {

  /** Odd, and not the increment of SplitMix64, so that no two streams share their seeds. */
  private static final long STRIDE = 0xd1342543de82ef95L;

  private final UniformRandomProvider uniform;
  private final ZigguratSampler.NormalizedGaussian normal;

  Draws(long seed, long stream) {
    SplitMix64 seeds = new SplitMix64(new SplitMix64(seed).nextLong() + stream * STRIDE);
    uniform = new XoRoShiRo128PlusPlus(seeds.nextLong(), seeds.nextLong());
    normal = ZigguratSampler.NormalizedGaussian.of(uniform);
  }

  /** N(0, 1). */
  double normal() {
    return normal.sample();
  }

  /** U(0, 1). */
  double uniform() {
    return uniform.nextDouble();
  }

  /** Uniform on 0, ..., n - 1. */
  int index(int n) {
    return uniform.nextInt(n);
  }

  /** Index k with probability p_k. */
  int pick(double[] probabilities) {
    double left = uniform();
    int k = 0;
    while (k < probabilities.length - 1 && left >= probabilities[k]) {
      left -= probabilities[k++];
    }
    return k;
  }

  /** n numbers of N(0, scale^2). */
  double[] normals(int n, double scale) {
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = scale * normal();
    }
    return values;
  }

  /** n numbers, uniform on the integers from -largest to largest. */
  double[] integers(int n, int largest) {
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = (double) index(2 * largest + 1) - largest;
    }
    return values;
  }
}
