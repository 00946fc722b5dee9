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
  private final double[] mean = new double[Observations.BLOCK_ROWS];
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
    this.gate = new double[K][Observations.BLOCK_ROWS];
    this.responsibility = new double[K][Observations.BLOCK_ROWS];
    this.residual = new double[K][Observations.BLOCK_ROWS];
    this.precision = new double[K];
  }

  /**
   * Computes the posterior of a block at theta.
   *
   * @param normalise whether probabilities are wanted, not the log-likelihood alone
   * @return weighted log-likelihood of the block
   */
  public double compute(StandardisedRows rows, int n, double[] theta, boolean normalise) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      VectorMath.combine(logits[k], rows.columns(), theta, layout.gate(k), layout.p(), n);
    }
    for (int k = 0; k < K; k++) {
      double logVariance = theta[layout.logVariance(k)];
      precision[k] = PortableMath.exp(-logVariance);
      VectorMath.combine(mean, rows.columns(), theta, layout.mean(k), layout.p(), n);
      VectorMath.residualsAndJoint(
          residual[k],
          joint[k],
          mean,
          rows.response(),
          logits[k],
          precision[k],
          -0.5 * (PortableMath.LOG_TWO_PI + logVariance),
          n);
    }
    gateSoftmax.exponentiate(logits, K, n, gate);
    jointSoftmax.exponentiate(joint, K, n, responsibility);
    jointSoftmax.logRatio(gateSoftmax, logDensity, n);
    if (normalise) {
      gateSoftmax.normalise(gate, K, n, 1);
      jointSoftmax.normalise(responsibility, K, n, 1);
    }
    return VectorMath.dot(rows.weights(), logDensity, n);
  }

  /** log f(y|x) of the rows of the block computed last; the storage itself. */
  public double[] logDensity() {
    return logDensity;
  }
}
