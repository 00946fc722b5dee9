package org.dmoe.transport.plan;

import org.dmoe.linalg.VectorMath;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.StandardisedSupport;

/** Predictors, means and log-partition function of one expert at the rows of a block. */
final class Predictions {

  private final StandardisedSupport support;
  private final CanonicalFamily family;

  /** q x rows. */
  final double[][] eta;

  /** q x rows. */
  final double[][] mean;

  final double[] logPartition = new double[StandardisedSupport.BLOCK_ROWS];

  Predictions(StandardisedSupport support, CanonicalFamily family) {
    this.support = support;
    this.family = family;
    this.eta = new double[family.predictors()][StandardisedSupport.BLOCK_ROWS];
    this.mean = new double[family.predictors()][StandardisedSupport.BLOCK_ROWS];
  }

  /** Goes to a block, padded rows included. */
  void at(double[] beta, int b) {
    int p = support.columns();
    int n = support.paddedRows(b);
    for (int c = 0; c < eta.length; c++) {
      VectorMath.combine(eta[c], support.block(b), beta, c * p, p, n);
    }
    family.logPartition(eta, n, logPartition, mean);
  }

  /** eta' mu - A(eta). */
  double negativeEntropy(int i) {
    double sum = -logPartition[i];
    for (int c = 0; c < eta.length; c++) {
      sum += eta[c][i] * mean[c][i];
    }
    return sum;
  }

  /** KL(this||other). */
  double divergence(Predictions other, int i) {
    double sum = other.logPartition[i] - logPartition[i];
    for (int c = 0; c < eta.length; c++) {
      sum -= mean[c][i] * (other.eta[c][i] - eta[c][i]);
    }
    return Math.max(0, sum);
  }
}
