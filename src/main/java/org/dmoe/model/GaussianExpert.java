package org.dmoe.model;

import java.util.Arrays;
import org.dmoe.linalg.PortableMath;

/** A linear expert with Gaussian noise: y | x ~ N(beta' (1, x), variance). */
public final class GaussianExpert implements Expert {

  private final double[] beta;
  private final double variance;

  private GaussianExpert(double[] beta, double variance) {
    this.beta = beta;
    this.variance = variance;
  }

  /**
   * @param beta intercept followed by d coefficients (length d + 1)
   * @param variance of the noise, in squared units of the response
   * @throws IllegalArgumentException if a number is not finite or the variance not positive, or so
   *     small that its inverse is not finite
   */
  public static GaussianExpert of(double[] beta, double variance) {
    if (beta.length == 0) {
      throw new IllegalArgumentException("an expert needs an intercept");
    }
    Numbers.requireFinite(beta, "beta");
    Numbers.requirePositive(variance, "variance");
    Numbers.requireFinite(1 / variance, "the inverse of variance");
    return new GaussianExpert(beta.clone(), variance);
  }

  @Override
  public int dimension() {
    return beta.length - 1;
  }

  public double intercept() {
    return beta[0];
  }

  /** Coefficient of covariate j, from 0. */
  public double coefficient(int j) {
    return beta[j + 1];
  }

  /** A copy of intercept and coefficients (length d + 1). */
  public double[] beta() {
    return beta.clone();
  }

  public double variance() {
    return variance;
  }

  @Override
  public int predictors() {
    return 1;
  }

  @Override
  public double[][] coefficients() {
    return new double[][] {beta.clone()};
  }

  /** The variance. */
  @Override
  public double dispersion() {
    return variance;
  }

  /** Mean of the response at x (length d). */
  public double mean(double[] x) {
    return Numbers.affine(beta, x);
  }

  /** log N(y; mean(x), variance). */
  public double logDensity(double[] x, double y) {
    double residual = y - mean(x);
    return -0.5
        * (PortableMath.LOG_TWO_PI + PortableMath.log(variance) + residual * residual / variance);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianExpert that
        && Double.compare(variance, that.variance) == 0
        && Arrays.equals(beta, that.beta);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(beta) + Double.hashCode(variance);
  }

  @Override
  public String toString() {
    return "N(" + Arrays.toString(beta) + " x, " + variance + ")";
  }
}
