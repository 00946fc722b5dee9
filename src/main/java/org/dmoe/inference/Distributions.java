package org.dmoe.inference;

import java.util.OptionalLong;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** The distributions that intervals and tests are taken from. */
final class Distributions {

  private Distributions() {}

  /** Student's t, or the standard normal where there are no degrees of freedom. */
  static ContinuousDistribution ofRatio(OptionalLong degreesOfFreedom) {
    return degreesOfFreedom.isPresent()
        ? TDistribution.of(degreesOfFreedom.getAsLong())
        : NormalDistribution.of(0, 1);
  }

  /** P(|X| > |ratio|). */
  static double twoSided(ContinuousDistribution symmetric, double ratio) {
    return 2 * symmetric.survivalProbability(Math.abs(ratio));
  }

  /** P(X > statistic) of chi-squared. */
  static double chiSquared(double statistic, double degreesOfFreedom) {
    return ChiSquaredDistribution.of(degreesOfFreedom).survivalProbability(statistic);
  }

  /** P(X > statistic) of Fisher's F. */
  static double f(double statistic, double numerator, double denominator) {
    return FDistribution.of(numerator, denominator).survivalProbability(statistic);
  }
}
