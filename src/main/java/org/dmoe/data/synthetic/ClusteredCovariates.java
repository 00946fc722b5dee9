package org.dmoe.data.synthetic;

import java.util.Arrays;

/** A mixture of normal clusters with covariance correlation^|i-j|, shifted and scaled. */
final class ClusteredCovariates implements Covariates {

  private final double[][] centres;
  private final double[] proportions;
  private final double correlation;
  private final double fresh;
  private final double[] shift;
  private final double[] scale;

  private ClusteredCovariates(
      double[][] centres,
      double[] proportions,
      double correlation,
      double[] shift,
      double[] scale) {
    this.centres = centres;
    this.proportions = proportions;
    this.correlation = correlation;
    this.fresh = Math.sqrt(1 - correlation * correlation);
    this.shift = shift;
    this.scale = scale;
  }

  /** N(0, S) with S_ij = correlation^|i-j|. */
  static ClusteredCovariates one(int dimension, double correlation) {
    return of(new double[1][dimension], new double[] {1}, correlation);
  }

  /** Clusters around centres, in these proportions. */
  static ClusteredCovariates of(double[][] centres, double[] proportions, double correlation) {
    int d = centres[0].length;
    double[] scale = new double[d];
    Arrays.fill(scale, 1);
    return new ClusteredCovariates(centres, proportions, correlation, new double[d], scale);
  }

  /** Clusters of equal size; each covariate has mean 0 and variance 1 over all of them. */
  static ClusteredCovariates standardised(double[][] centres, double correlation) {
    int d = centres[0].length;
    double[] shift = new double[d];
    double[] scale = new double[d];
    for (int j = 0; j < d; j++) {
      double squares = 0;
      for (double[] centre : centres) {
        shift[j] += centre[j] / centres.length;
        squares += centre[j] * centre[j] / centres.length;
      }
      scale[j] = Math.sqrt(1 + squares - shift[j] * shift[j]);
    }
    double[] proportions = new double[centres.length];
    Arrays.fill(proportions, 1.0 / centres.length);
    return new ClusteredCovariates(centres, proportions, correlation, shift, scale);
  }

  @Override
  public int dimension() {
    return shift.length;
  }

  @Override
  public void draw(Draws draws, double[] x) {
    double[] centre = centres[draws.pick(proportions)];
    double noise = draws.normal();
    for (int j = 0; j < x.length; j++) {
      if (j > 0) {
        noise = correlation * noise + fresh * draws.normal();
      }
      x[j] = (centre[j] + noise - shift[j]) / scale[j];
    }
  }
}
