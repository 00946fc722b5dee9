package org.dmoe.em.likelihood;

import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Noise;

/**
 * The E-step on one block: gate probabilities, responsibilities, residuals, and the block's
 * log-likelihood, all in the log domain. Where rows may be noise, responsibilities are those of
 * rows that an expert has made, and a row weighs as much as it is probable that one did.
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

  private final Optional<Noise> noise;

  /** Of each row, times the probability that an expert made it; null without noise. */
  private final double[] genuineWeights;

  private final double[] genuine;

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
    this.noise = layout.design().noise();
    this.genuine = noise.isPresent() ? new double[Observations.BLOCK_ROWS] : null;
    this.genuineWeights = noise.isPresent() ? new double[Observations.BLOCK_ROWS] : null;
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
    noise.ifPresent(u -> mixIn(u, rows, n));
    return VectorMath.dot(rows.weights(), logDensity, n);
  }

  /** The rows' densities with noise, and how much of each the experts have made. */
  private void mixIn(Noise u, LayeredRows rows, int n) {
    double[] y = rows.response();
    double[] weights = rows.weights();
    for (int i = 0; i < n; i++) {
      genuine[i] = u.genuine(logDensity[i], y[i]);
      genuineWeights[i] = weights[i] * genuine[i];
      logDensity[i] = u.logMixed(logDensity[i], y[i]);
    }
  }

  /** Of each row of the layer computed last, with probabilities: its weight times r_i. */
  double[] weights(LayeredRows rows) {
    return genuineWeights == null ? rows.weights() : genuineWeights;
  }

  /** r_i, the probability that an expert made the row; only with noise. */
  double[] genuine() {
    return genuine;
  }

  /** log f(y|x) of the rows of the layer computed last; the storage itself. */
  public double[] logDensity() {
    return logDensity;
  }
}
