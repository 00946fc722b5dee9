package org.dmoe.em.likelihood;

import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.VectorMath;

/**
 * Sums of w_i^2 s_i s_i' over the rows, s_i the gradient of log f(y_i|x_i): the middle of the
 * sandwich (White 1982, J of equation 2.3). A row's score is, for the gate of k, (tau_k - pi_k) x,
 * for the mean of k, tau_k r_k / sigma_k^2 x, and for its log variance tau_k c_k.
 */
class ScoreProductSums extends ParameterMatrixSums {

  private final double[] squares = new double[Observations.BLOCK_ROWS];
  private final double[] product = new double[Observations.BLOCK_ROWS];
  private final double[][] gateScore;

  ScoreProductSums(ParameterLayout layout, EStep eStep, GramKernel kernel) {
    super(layout, eStep, kernel);
    this.gateScore = new double[layout.K() - 1][Observations.BLOCK_ROWS];
  }

  @Override
  double[] factors(double[] weights, int n) {
    VectorMath.multiply(squares, weights, weights, n);
    return squares;
  }

  @Override
  void weigh(double[] factors, int n) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      VectorMath.subtract(gateScore[k], eStep.responsibility[k], eStep.gate[k], n);
    }
    int w = 0;
    for (int k = 0; k < K - 1; k++) {
      for (int l = k; l < K - 1; l++) {
        VectorMath.multiply(second[w++], gateScore[k], gateScore[l], n);
      }
    }
    w = products(second, w, gateScore, meanScore, n);
    for (int k = 0; k < K; k++) {
      for (int l = k; l < K; l++) {
        VectorMath.multiply(second[w++], meanScore[k], meanScore[l], n);
        VectorMath.multiply(product, varianceScore[k], varianceScore[l], n);
        variances[k][l] += VectorMath.dot(factors, product, n);
      }
    }
    int v = products(first, 0, gateScore, varianceScore, n);
    products(first, v, meanScore, varianceScore, n);
  }

  /** All pairs; returns where the next weight goes. */
  private static int products(double[][] to, int from, double[][] a, double[][] b, int n) {
    int w = from;
    for (double[] left : a) {
      for (double[] right : b) {
        VectorMath.multiply(to[w++], left, right, n);
      }
    }
    return w;
  }
}
