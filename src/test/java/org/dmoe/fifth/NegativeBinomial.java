package org.dmoe.fifth;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.family.CanonicalFamily;

/**
 * Counts of a known size r: y failures before r successes, of mean r e^eta / (1 - e^eta) for eta
 * below 0. Beyond an edge A goes on as its parabola there, so that it stays smooth and convex and a
 * climb that steps over the edge comes back.
 */
record NegativeBinomial(double size) implements CanonicalFamily {

  private static final double EDGE = -0.02;

  @Override
  public String id() {
    return "negative-binomial";
  }

  @Override
  public int predictors() {
    return 1;
  }

  @Override
  public double logPartition(double[] eta, double[] mean) {
    double over = Math.max(0, eta[0] - EDGE);
    double odds = PortableMath.exp(Math.min(eta[0], EDGE));
    double slope = size * odds / (1 - odds);
    double curvature = slope / (1 - odds);
    mean[0] = slope + over * curvature;
    return -size * PortableMath.log(1 - odds) + over * (slope + 0.5 * over * curvature);
  }

  @Override
  public void logPartition(double[][] eta, int n, double[] A, double[][] mean) {
    double[] own = new double[1];
    for (int i = 0; i < n; i++) {
      A[i] = logPartition(new double[] {eta[0][i]}, own);
      mean[0][i] = own[0];
    }
  }

  @Override
  public double covariance(double[] mean, int a, int b) {
    double ofEdge = size / Math.expm1(-EDGE);
    double within = Math.min(mean[0], ofEdge);
    return within * (1 + within / size);
  }

  @Override
  public double statistic(double y, int c) {
    return y;
  }

  @Override
  public double saturated(double y, double exposure) {
    double best = y == 0 ? 0 : y * Math.log(y / (y + size)) + size * Math.log(size / (y + size));
    return LogGamma.value(y + size) - LogGamma.value(size) - LogGamma.value(y + 1) + best;
  }

  @Override
  public double logRatio(double[] eta, double y, double exposure) {
    double best = y == 0 ? 0 : y * Math.log(y / (y + size)) + size * Math.log(size / (y + size));
    return y * eta[0] - logPartition(eta, new double[1]) - best;
  }

  @Override
  public void logRatio(
      double[][] eta, double[] A, double[] y, double[] exposure, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = logRatio(new double[] {eta[0][i]}, y[i], exposure[i]);
    }
  }

  @Override
  public double[] predictorsOf(double[] sums, double exposure) {
    double mean = (sums[0] + 0.5) / exposure;
    return new double[] {Math.log(mean / (mean + size))};
  }

  @Override
  public double mean(double[] eta, double exposure) {
    double[] mean = new double[1];
    logPartition(eta, mean);
    return mean[0];
  }

  @Override
  public double meanSlope(double[] eta) {
    return variance(eta, Double.NaN, 1);
  }

  @Override
  public double meanCurvature(double[] eta) {
    return eta[0] > EDGE ? 0 : meanSlope(eta) * (1 + 2 * mean(eta, 1) / size);
  }

  @Override
  public double variance(double[] eta, double dispersion, double exposure) {
    return covariance(new double[] {mean(eta, exposure)}, 0, 0);
  }

  @Override
  public double cumulative(double[] eta, double dispersion, double y, double exposure) {
    double failure = Math.exp(Math.min(eta[0], EDGE));
    return y < 0 ? 0 : RegularizedBeta.complement(failure, Math.floor(y) + 1, size);
  }

  @Override
  public double largest(double exposure) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public void requireResponse(double y, double exposure) {
    if (!(y >= 0 && y <= 1e9 && y == Math.rint(y)) || exposure != 1) {
      throw new IllegalArgumentException("the response must be a count: " + y);
    }
  }
}
