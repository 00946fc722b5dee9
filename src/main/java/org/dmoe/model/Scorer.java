package org.dmoe.model;

import org.apache.commons.numbers.gamma.Erfc;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;

/**
 * Scores rows under one mixture without allocating: first {@link #at} a row's covariates, then
 * whatever is asked of it. Numerically the same as {@link MixtureOfExperts}, about K (2d + 40)
 * operations a row. Not for several threads.
 */
public final class Scorer {

  private static final double SQRT_TWO = Math.sqrt(2);
  private static final double HALF_LOG_TWO_PI = 0.5 * PortableMath.LOG_TWO_PI;

  private final int size;
  private final int dimension;
  private final double[][] alpha;
  private final double[][] beta;
  private final double[] precision;
  private final double[] deviation;
  private final double[] logNorm;
  private final double[] logits;
  private final double[] probabilities;
  private final double[] means;
  private final double[] joint;
  private double logitNorm;

  private Scorer(MixtureOfExperts mixture) {
    size = mixture.size();
    dimension = mixture.dimension();
    alpha = mixture.gate().alpha();
    beta = new double[size][];
    precision = new double[size];
    deviation = new double[size];
    logNorm = new double[size];
    logits = new double[size];
    probabilities = new double[size];
    means = new double[size];
    joint = new double[size];
    for (int k = 0; k < size; k++) {
      GaussianExpert expert = mixture.expert(k);
      beta[k] = expert.beta();
      precision[k] = 1 / expert.variance();
      deviation[k] = Math.sqrt(expert.variance());
      logNorm[k] = -HALF_LOG_TWO_PI - 0.5 * PortableMath.log(expert.variance());
    }
  }

  public static Scorer of(MixtureOfExperts mixture) {
    return new Scorer(mixture);
  }

  /** Number of experts K. */
  public int size() {
    return size;
  }

  /** Number of covariates d. */
  public int dimension() {
    return dimension;
  }

  /**
   * Goes to a row.
   *
   * @param x covariates (length d), not kept
   */
  public void at(double[] x) {
    for (int k = 0; k < size; k++) {
      logits[k] = Numbers.affine(alpha[k], x);
      means[k] = Numbers.affine(beta[k], x);
    }
    logitNorm = Softmax.logSumExp(logits);
    for (int k = 0; k < size; k++) {
      probabilities[k] = PortableMath.exp(logits[k] - logitNorm);
    }
  }

  /** pi_k(x). */
  public double probability(int k) {
    return probabilities[k];
  }

  /** Mean of expert k at x. */
  public double expertMean(int k) {
    return means[k];
  }

  /** Standard deviation of expert k. */
  public double expertDeviation(int k) {
    return deviation[k];
  }

  /** E[y|x]. */
  public double mean() {
    double mean = 0;
    for (int k = 0; k < size; k++) {
      mean += probabilities[k] * means[k];
    }
    return mean;
  }

  /** Var[y|x]. */
  public double variance() {
    double mean = mean();
    double variance = 0;
    for (int k = 0; k < size; k++) {
      double offset = means[k] - mean;
      variance += probabilities[k] * (deviation[k] * deviation[k] + offset * offset);
    }
    return variance;
  }

  /** log f(y|x). */
  public double logDensity(double y) {
    return Softmax.logSumExp(joint(y)) - logitNorm;
  }

  /** f(y|x). */
  public double density(double y) {
    return PortableMath.exp(logDensity(y));
  }

  /** P(Y &lt;= y | x), with full relative accuracy in the lower tail. */
  public double cumulative(double y) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += probabilities[k] * 0.5 * Erfc.value((means[k] - y) / (deviation[k] * SQRT_TWO));
    }
    return sum;
  }

  /**
   * Puts tau_k(x, y), the probability that expert k made the row, into an array.
   *
   * @param tau of length K
   * @return their entropy -sum_k tau_k log tau_k, in nats
   */
  public double responsibilities(double y, double[] tau) {
    joint(y);
    double norm = Softmax.logSumExp(joint);
    double entropy = 0;
    for (int k = 0; k < size; k++) {
      double log = joint[k] - norm;
      tau[k] = PortableMath.exp(log);
      entropy -= tau[k] > 0 ? tau[k] * log : 0;
    }
    return entropy;
  }

  /** The expert most probable given x alone, argmax pi_k; the first on a tie. */
  public int gateLabel() {
    return argMax(logits);
  }

  /** The expert most probable given x and y, argmax tau_k; the first on a tie. */
  public int label(double y) {
    return argMax(joint(y));
  }

  /** log of the joint density of y and expert k, up to the gate's norm. */
  private double[] joint(double y) {
    for (int k = 0; k < size; k++) {
      double residual = y - means[k];
      joint[k] = logits[k] + logNorm[k] - 0.5 * precision[k] * residual * residual;
    }
    return joint;
  }

  private static int argMax(double[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      if (values[k] > values[best]) {
        best = k;
      }
    }
    return best;
  }
}
