package org.dmoe.transport.plan;

import java.util.Arrays;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * The expert of least weighted Kullback-Leibler cost from local ones, B = argmin mean_s w(s) A(B
 * x~_s) - T' B: a generalised linear model of their mean responses, by Newton's method.
 */
final class CanonicalBarycentre implements NewtonDescent.Objective {

  private final CanonicalStatistics statistics;
  private final StandardisedSupport support;
  private final CanonicalFamily family;
  private final double[] weights;
  private final double[] products;
  private final double mass;

  /**
   * @param weights w at all rows (length S)
   * @param products T (length q p), a mean over the rows
   */
  CanonicalBarycentre(CanonicalStatistics statistics, double[] weights, double[] products) {
    this.statistics = statistics;
    this.support = statistics.ambient().support();
    this.family = statistics.family();
    this.weights = weights;
    this.products = products;
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    this.mass = sum / weights.length;
  }

  /** Coefficients, from given ones; directions that the support does not determine keep theirs. */
  double[] from(double[] start) {
    return NewtonDescent.of(this, start);
  }

  @Override
  public double mass() {
    return mass;
  }

  @Override
  public double value(double[] beta) {
    double[] logPartition = statistics.logPartition(beta);
    double sum = 0;
    for (int s = 0; s < weights.length; s++) {
      sum = Math.fma(weights[s], logPartition[s], sum);
    }
    return sum / weights.length - VectorMath.dot(products, beta);
  }

  /** T - mean_s w mu x~', of coefficients that experts have. */
  @Override
  public double[] descent(double[] beta) {
    int p = support.columns();
    double[] gradient = products.clone();
    Predictions predictions = new Predictions(support, family);
    double[] weighted = new double[StandardisedSupport.BLOCK_ROWS];
    for (int b = 0; b < support.blockCount(); b++) {
      predictions.at(beta, b);
      int n = support.paddedRows(b);
      for (int c = 0; c < family.predictors(); c++) {
        Arrays.fill(weighted, 0);
        for (int i = 0; i < support.rows(b); i++) {
          double w = weights[b * StandardisedSupport.BLOCK_ROWS + i];
          weighted[i] = w * predictions.mean[c][i] / weights.length;
        }
        for (int j = 0; j < p; j++) {
          gradient[c * p + j] -= VectorMath.dot(weighted, support.block(b)[j], n);
        }
      }
    }
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = isFree(j) ? gradient[j] : 0;
    }
    return gradient;
  }

  @Override
  public double[] curvature(double[] beta) {
    double[] M = statistics.curvature(beta, weights);
    if (!design().isFull()) {
      ParameterLayout.isolate(M, beta.length, this::isFree);
    }
    return M;
  }

  private Design design() {
    return statistics.ambient().design();
  }

  private boolean isFree(int j) {
    return design().expertsHave(j % support.columns());
  }
}
