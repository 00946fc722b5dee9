package org.dmoe.model;

import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * A quantile of the mixture's predictive distribution: the root of its distribution function,
 * bracketed by the experts' own quantiles, found by Newton steps that fall back to bisection.
 */
public final class MixtureQuantile {

  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double TOLERANCE = 1e-14;
  private static final int MOST_STEPS = 200;

  private final double level;
  private final double normalQuantile;

  private MixtureQuantile(double level) {
    this.level = level;
    normalQuantile = -SQRT_TWO * InverseErfc.value(2 * level);
  }

  /**
   * The quantile of a level.
   *
   * @param level between 0 and 1, both excluded
   * @throws IllegalArgumentException if it is not
   */
  public static MixtureQuantile of(double level) {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a quantile's level must be between 0 and 1: " + level);
    }
    return new MixtureQuantile(level);
  }

  public double level() {
    return level;
  }

  /**
   * The y with P(Y &lt;= y | x) = level.
   *
   * @param scorer standing at x
   */
  public double at(Scorer scorer) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < scorer.size(); k++) {
      if (scorer.probability(k) > 0) {
        double own = scorer.expertMean(k) + scorer.expertDeviation(k) * normalQuantile;
        low = Math.min(low, own);
        high = Math.max(high, own);
      }
    }
    return low < high ? root(scorer, low, high) : low;
  }

  private double root(Scorer scorer, double from, double to) {
    double low = from;
    double high = to;
    double tolerance = TOLERANCE * Math.max(Math.abs(low), Math.abs(high));
    double y = low + 0.5 * (high - low);
    for (int step = 0; step < MOST_STEPS && high - low > tolerance; step++) {
      double excess = scorer.cumulative(y) - level;
      if (excess > 0) {
        high = y;
      } else {
        low = y;
      }
      double next = y - excess / scorer.density(y);
      if (!(next > low && next < high)) {
        next = low + 0.5 * (high - low);
      }
      if (Math.abs(next - y) <= tolerance) {
        return next;
      }
      y = next;
    }
    return y;
  }
}
