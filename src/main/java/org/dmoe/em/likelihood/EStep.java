package org.dmoe.em.likelihood;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.linalg.VectorMath;

/**
 * The E-step on one block: gate probabilities, responsibilities, residuals, and the block's
 * log-likelihood, all in the log domain.
 */
public final class EStep {

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final ParameterLayout layout;
  private final double[][] logits;
  private final double[][] joint;
  private final double[] mean = new double[Observations.BLOCK_ROWS];
  private final double[] gateMax = new double[Observations.BLOCK_ROWS];
  private final double[] gateSum = new double[Observations.BLOCK_ROWS];
  private final double[] jointMax = new double[Observations.BLOCK_ROWS];
  private final double[] jointSum = new double[Observations.BLOCK_ROWS];
  private final double[] scratch = new double[Observations.BLOCK_ROWS];

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
   * @param normalize whether probabilities are wanted, not the log-likelihood alone
   * @return weighted log-likelihood of the block
   */
  public double compute(StandardisedRows rows, int n, double[] theta, boolean normalize) {
    int K = layout.K();
    for (int k = 0; k < K - 1; k++) {
      VectorMath.combine(logits[k], rows.columns(), theta, layout.gate(k), layout.p(), n);
    }
    for (int k = 0; k < K; k++) {
      double logVariance = theta[layout.logVariance(k)];
      precision[k] = Math.exp(-logVariance);
      VectorMath.combine(mean, rows.columns(), theta, layout.mean(k), layout.p(), n);
      VectorMath.residualsAndJoint(
          residual[k],
          joint[k],
          mean,
          rows.response(),
          logits[k],
          precision[k],
          -0.5 * (LOG_TWO_PI + logVariance),
          n);
    }
    exponentiate(logits, gate, gateMax, gateSum, n);
    exponentiate(joint, responsibility, jointMax, jointSum, n);
    double logLikelihood = logLikelihood(rows.weights(), n);
    if (normalize) {
      normalize(gate, gateSum, n);
      normalize(responsibility, jointSum, n);
    }
    return logLikelihood;
  }

  /** Copies log f(y|x) of the rows computed last, with probabilities, to a longer array. */
  public void copyLogDensities(double[] out, int first, int count) {
    for (int i = 0; i < count; i++) {
      out[first + i] = jointMax[i] - gateMax[i] + Math.log(gateSum[i] / jointSum[i]);
    }
  }

  private void exponentiate(double[][] logs, double[][] out, double[] max, double[] sum, int n) {
    System.arraycopy(logs[0], 0, max, 0, n);
    for (int k = 1; k < logs.length; k++) {
      VectorMath.max(max, logs[k], n);
    }
    Arrays.fill(sum, 0, n, 0);
    for (int k = 0; k < logs.length; k++) {
      VectorMath.subtract(out[k], logs[k], max, n);
      VectorMath.expOfNonPositive(out[k], scratch, n);
      VectorMath.add(sum, out[k], n);
    }
  }

  private static void normalize(double[][] values, double[] sum, int n) {
    VectorMath.reciprocal(sum, n);
    for (double[] value : values) {
      VectorMath.multiply(value, value, sum, n);
    }
  }

  private double logLikelihood(double[] weights, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += weights[i] * (jointMax[i] - gateMax[i] + Math.log(jointSum[i] / gateSum[i]));
    }
    return sum;
  }
}
