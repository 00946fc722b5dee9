package org.dmoe.linalg;

/**
 * Quantiles of Poisson distributions, the same bits on every processor: by summing probabilities,
 * or for large means by the expansion of E. A. Cornish and R. A. Fisher (1938), which is then right
 * to a small part of a count before it is rounded.
 */
public final class PoissonQuantile {

  /** Means up to which probabilities are summed. */
  private static final double SUMMED = 60;

  private PoissonQuantile() {}

  /**
   * The least count whose cumulative probability reaches a level.
   *
   * @param mean finite, not negative
   * @param level between 0 and 1, both excluded
   */
  public static double of(double mean, double level) {
    return mean <= SUMMED ? summed(mean, level) : expanded(mean, level);
  }

  private static double summed(double mean, double level) {
    double probability = PortableMath.exp(-mean);
    double cumulative = probability;
    double count = 0;
    while (cumulative < level && (probability > 0x1p-60 || count < mean)) {
      count++;
      probability *= mean / count;
      cumulative += probability;
    }
    return count;
  }

  private static double expanded(double mean, double level) {
    double z = NormalQuantile.of(level);
    double deviation = Math.sqrt(mean);
    double third = (z - z * z * z) / (72 * deviation);
    double continuous = mean + deviation * z + (z * z - 1) / 6 + third;
    return Math.max(0, Math.ceil(continuous - 0.5));
  }
}
