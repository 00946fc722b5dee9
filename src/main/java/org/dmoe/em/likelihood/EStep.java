package org.dmoe.em.likelihood;

import org.dmoe.data.Observations;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;
import org.dmoe.linalg.VectorMath;

/**
 * The E-step on one block: gate probabilities, responsibilities, residuals, and the block's
 * log-likelihood, all in the log domain.
 */
public final class EStep {

  private final ParameterLayout layout;
  private final double[][] logits;
  private final double[][] joint;
  private final double[][] mean;
  private final double[] logDensity = new double[Observations.BLOCK_ROWS];
  private final Softmax gateSoftmax = new Softmax(Observations.BLOCK_ROWS);
  private final Softmax jointSoftmax = new Softmax(Observations.BLOCK_ROWS);

  /** pi_k, of each expert and row. */
  public final double[][] gate;

  /** tau_k, of each expert and row. */
  public final double[][] responsibility;

  /** y - beta_k' x, of each expert and row. */
  final double[][] residual;

  /** 1 / sigma_k^2. */
  final double[] precision;

  public EStep(ParameterLayout layout) {
    this.layout = layout;
    int K = layout.K();
    this.logits = new double[K][Observations.BLOCK_ROWS];
    this.joint = new double[K][Observations.BLOCK_ROWS];
    this.mean = new double[K][Observations.BLOCK_ROWS];
    this.gate = new double[K][Observations.BLOCK_ROWS];
    this.responsibility = new double[K][Observations.BLOCK_ROWS];
    this.residual = new double[K][Observations.BLOCK_ROWS];
    this.precision = new double[K];
  }

  /**
   * Computes the posterior of a block at theta.
   *
   * @param n its rows, as {@link LayeredRows#load} gave them
   * @param normalise whether probabilities are wanted, not the log-likelihood alone
   * @return weighted log-likelihood of the block's first layer
   */
  public double compute(LayeredRows rows, int n, double[] theta, boolean normalise) {
    computeGate(rows, n, theta, normalise);
    return computeLayer(rows, n, theta, normalise);
  }

  /** What all layers of a block share: gate and means. */
  void computeGate(LayeredRows rows, int n, double[] theta, boolean normalise) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      VectorMath.combine(logits[k], rows.columns(), theta, layout.gate(k), layout.p(), n);
    }
    for (int k = 0; k < K; k++) {
      precision[k] = PortableMath.exp(-theta[layout.logVariance(k)]);
      VectorMath.combine(mean[k], rows.columns(), theta, layout.mean(k), layout.p(), n);
    }
    gateSoftmax.exponentiate(logits, K, n, gate);
    if (normalise) {
      gateSoftmax.normalise(gate, K, n, 1);
    }
  }

  /** The rest for the layer read last; returns its weighted log-likelihood. */
  double computeLayer(LayeredRows rows, int n, double[] theta, boolean normalise) {
    int K = layout.K();
    for (int k = 0; k < K; k++) {
      VectorMath.residualsAndJoint(
          residual[k],
          joint[k],
          mean[k],
          rows.response(),
          logits[k],
          precision[k],
          -0.5 * (PortableMath.LOG_TWO_PI + theta[layout.logVariance(k)]),
          n);
    }
    jointSoftmax.exponentiate(joint, K, n, responsibility);
    jointSoftmax.logRatio(gateSoftmax, logDensity, n);
    if (normalise) {
      jointSoftmax.normalise(responsibility, K, n, 1);
    }
    return VectorMath.dot(rows.weights(), logDensity, n);
  }

  /** log f(y|x) of the rows of the layer computed last; the storage itself. */
  public double[] logDensity() {
    return logDensity;
  }
}
