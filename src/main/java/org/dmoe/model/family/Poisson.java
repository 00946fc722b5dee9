package org.dmoe.model.family;

import org.apache.commons.numbers.gamma.RegularizedGamma;
import org.dmoe.linalg.LogFactorial;
import org.dmoe.linalg.PortableMath;

/** Counts with mean exposure exp(eta). */
public enum Poisson implements CanonicalFamily {
  INSTANCE;

  /** Predictors count as no more: a mean of 5e21 is far above the largest count. */
  private static final double LARGEST_PREDICTOR = 50;

  @Override
  public String id() {
    return "poisson";
  }

  @Override
  public int predictors() {
    return 1;
  }

  @Override
  public double logPartition(double[] eta, double[] mean) {
    mean[0] = rate(eta[0]);
    return mean[0];
  }

  @Override
  public void logPartition(double[][] eta, int n, double[] A, double[][] mean) {
    for (int i = 0; i < n; i++) {
      A[i] = rate(eta[0][i]);
    }
    System.arraycopy(A, 0, mean[0], 0, n);
  }

  private static double rate(double eta) {
    return PortableMath.exp(Math.min(eta, LARGEST_PREDICTOR));
  }

  @Override
  public double covariance(double[] mean, int a, int b) {
    return mean[0];
  }

  @Override
  public double statistic(double y, int c) {
    return y;
  }

  @Override
  public double saturated(double y, double exposure) {
    return LogFactorial.poissonAtMean(y);
  }

  @Override
  public double logRatio(double[] eta, double y, double exposure) {
    return logRatio(eta[0], rate(eta[0]), y, exposure);
  }

  @Override
  public void logRatio(
      double[][] eta, double[] A, double[] y, double[] exposure, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = logRatio(eta[0][i], A[i], y[i], exposure[i]);
    }
  }

  private static double logRatio(double eta, double rate, double y, double exposure) {
    double best = y == 0 ? 0 : y * (eta - PortableMath.log(y / exposure));
    return best - (exposure * rate - y);
  }

  @Override
  public double[] predictorsOf(double[] sums, double exposure) {
    return new double[] {PortableMath.log((sums[0] + 0.5) / exposure)};
  }

  @Override
  public double mean(double[] eta, double exposure) {
    return exposure * rate(eta[0]);
  }

  @Override
  public double meanSlope(double[] eta) {
    return rate(eta[0]);
  }

  @Override
  public double meanCurvature(double[] eta) {
    return rate(eta[0]);
  }

  @Override
  public double variance(double[] eta, double dispersion, double exposure) {
    return mean(eta, exposure);
  }

  @Override
  public double cumulative(double[] eta, double dispersion, double y, double exposure) {
    return y < 0 ? 0 : RegularizedGamma.Q.value(Math.floor(y) + 1, mean(eta, exposure));
  }

  @Override
  public double largest(double exposure) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public void requireResponse(double y, double exposure) {
    if (!(y >= 0 && y <= Families.LARGEST_COUNT && y == Math.rint(y))) {
      throw new IllegalArgumentException("the response must be a count: " + y);
    }
    if (!(exposure > 0 && exposure < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the exposure must be positive: " + exposure);
    }
  }
}
