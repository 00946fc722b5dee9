package org.dmoe.inference;

import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * A number with its uncertainty; what there is not is NaN.
 *
 * @param value the estimate
 * @param standardError of it
 * @param ratio z, or t: the estimate in units of its error
 * @param pValue of the hypothesis that it is zero
 * @param low end of the interval
 * @param high end of the interval
 * @param note why there is no error; empty where there is one
 */
public record Estimate(
    double value,
    double standardError,
    double ratio,
    double pValue,
    double low,
    double high,
    String note) {

  static final String NOT_IDENTIFIED = "not identified";

  static Estimate without(double value, String note) {
    return new Estimate(value, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, note);
  }

  /**
   * @param reference distribution of the ratio
   * @param level of the interval, in (0, 1)
   */
  static Estimate of(
      double value, double standardError, ContinuousDistribution reference, double level) {
    double ratio = value / standardError;
    double half = reference.inverseSurvivalProbability((1 - level) / 2) * standardError;
    return new Estimate(
        value,
        standardError,
        ratio,
        Distributions.twoSided(reference, ratio),
        value - half,
        value + half,
        "");
  }

  public boolean hasError() {
    return !Double.isNaN(standardError);
  }
}
