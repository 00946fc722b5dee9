package org.dmoe.model.family;

import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.dmoe.linalg.LogFactorial;
import org.dmoe.linalg.PortableMath;

/** Successes of as many trials as the exposure says, each of probability 1 / (1 + exp(-eta)). */
public enum Binomial implements CanonicalFamily {
  INSTANCE;

  @Override
  public String id() {
    return "binomial";
  }

  @Override
  public int predictors() {
    return 1;
  }

  @Override
  public double logPartition(double[] eta, double[] mean) {
    double small = PortableMath.exp(-Math.abs(eta[0]));
    mean[0] = (eta[0] >= 0 ? 1 : small) / (1 + small);
    return Math.max(eta[0], 0) + logOnePlus(small);
  }

  @Override
  public void logPartition(double[][] eta, int n, double[] A, double[][] mean) {
    for (int i = 0; i < n; i++) {
      double v = eta[0][i];
      double small = PortableMath.exp(-Math.abs(v));
      mean[0][i] = (v >= 0 ? 1 : small) / (1 + small);
      A[i] = Math.max(v, 0) + logOnePlus(small);
    }
  }

  /** log(1 + u) for u between 0 and 1, by W. Kahan's correction of what 1 + u loses. */
  private static double logOnePlus(double u) {
    double sum = 1 + u;
    return sum == 1 ? u : PortableMath.log(sum) * (u / (sum - 1));
  }

  @Override
  public double covariance(double[] mean, int a, int b) {
    return mean[0] * (1 - mean[0]);
  }

  @Override
  public double statistic(double y, int c) {
    return y;
  }

  @Override
  public double saturated(double y, double exposure) {
    return LogFactorial.poissonAtMean(y)
        + LogFactorial.poissonAtMean(exposure - y)
        - LogFactorial.poissonAtMean(exposure);
  }

  @Override
  public double logRatio(double[] eta, double y, double exposure) {
    return logRatio(eta[0], logPartition(eta, new double[1]), y, exposure);
  }

  @Override
  public void logRatio(
      double[][] eta, double[] A, double[] y, double[] exposure, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = logRatio(eta[0][i], A[i], y[i], exposure[i]);
    }
  }

  private static double logRatio(double eta, double A, double y, double trials) {
    double failures = trials - y;
    if (y == 0 || failures == 0) {
      return y == 0 ? -trials * A : trials * (eta - A);
    }
    double best = PortableMath.log(y / failures);
    double normAtBest = PortableMath.log(trials / failures);
    return y * (eta - best) - trials * (A - normAtBest);
  }

  @Override
  public double[] predictorsOf(double[] sums, double exposure) {
    double failures = Math.max(0, exposure - sums[0]);
    return new double[] {PortableMath.log((sums[0] + 0.5) / (failures + 0.5))};
  }

  @Override
  public double mean(double[] eta, double exposure) {
    double[] mean = new double[1];
    logPartition(eta, mean);
    return exposure * mean[0];
  }

  @Override
  public double meanSlope(double[] eta) {
    return variance(eta, Double.NaN, 1);
  }

  @Override
  public double meanCurvature(double[] eta) {
    return variance(eta, Double.NaN, 1) * (1 - 2 * mean(eta, 1));
  }

  @Override
  public double variance(double[] eta, double dispersion, double exposure) {
    double[] mean = new double[1];
    logPartition(eta, mean);
    return exposure * covariance(mean, 0, 0);
  }

  @Override
  public double cumulative(double[] eta, double dispersion, double y, double exposure) {
    if (y < 0 || y >= exposure) {
      return y < 0 ? 0 : 1;
    }
    double successes = Math.floor(y);
    double p = mean(eta, 1);
    return RegularizedBeta.complement(p, successes + 1, exposure - successes);
  }

  /** A mixture of single trials is one of trials again. */
  @Override
  public boolean tellsExpertsApart(double trials) {
    return trials > 1;
  }

  @Override
  public double largest(double exposure) {
    return exposure;
  }

  @Override
  public void requireResponse(double y, double exposure) {
    if (!(exposure >= 1 && exposure <= Families.LARGEST_COUNT && exposure == Math.rint(exposure))) {
      throw new IllegalArgumentException("the trials must be a positive whole number: " + exposure);
    }
    if (!(y >= 0 && y <= exposure && y == Math.rint(y))) {
      throw new IllegalArgumentException(
          exposure == 1
              ? "the response must be 0 or 1: " + y
              : "the successes must be a whole number of the %s trials: %s".formatted(exposure, y));
    }
  }
}
