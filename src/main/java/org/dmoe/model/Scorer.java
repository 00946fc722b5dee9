package org.dmoe.model;

import java.util.Optional;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.family.Gaussian;

/**
 * Scores rows under one mixture without allocating: first {@link #at} a row's covariates, then
 * whatever is asked of it. Numerically the same as {@link MixtureOfExperts}, for Gaussian experts
 * about K (2d + 40) operations a row. Not for several threads.
 */
public abstract class Scorer {

  final int size;
  final double[] logits;
  final double[] probabilities;
  private final int dimension;
  private final double[][] alpha;
  private final double[] joint;

  /** exp(joint - log of their sum) times {@link #sumOfWeights}. */
  private final double[] weights;

  private final Optional<Noise> noise;
  private double logitNorm;

  /** The response that joint and weights are of; NaN where they are of another row. */
  private double joinedAt;

  private double jointNorm;
  private double sumOfWeights;

  Scorer(MixtureOfExperts mixture) {
    size = mixture.size();
    dimension = mixture.dimension();
    alpha = mixture.gate().alpha();
    logits = new double[size];
    probabilities = new double[size];
    joint = new double[size];
    weights = new double[size];
    noise = mixture.noise();
  }

  public static Scorer of(MixtureOfExperts mixture) {
    return mixture.family() == Gaussian.INSTANCE
        ? new GaussianScorer(mixture)
        : new FamilyScorer(mixture);
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
   * Goes to a row of exposure one.
   *
   * @param x covariates (length d), not kept
   */
  public void at(double[] x) {
    at(x, 1);
  }

  /**
   * Goes to a row.
   *
   * @param x covariates (length d), not kept
   * @param exposure of its response
   */
  public void at(double[] x, double exposure) {
    Numbers.affine(alpha, x, logits);
    double largest = largest(logits);
    double sum = exponentiate(logits, largest, probabilities);
    logitNorm = largest + PortableMath.log(sum);
    for (int k = 0; k < size; k++) {
      probabilities[k] /= sum;
    }
    joinedAt = Double.NaN;
    expertsAt(x, exposure);
  }

  private static double largest(double[] logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double log : logs) {
      largest = Math.max(largest, log);
    }
    return largest;
  }

  /** out_k = exp(logs_k - norm); returns their sum. */
  private static double exponentiate(double[] logs, double norm, double[] out) {
    double sum = 0;
    for (int k = 0; k < logs.length; k++) {
      out[k] = PortableMath.exp(logs[k] - norm);
      sum += out[k];
    }
    return sum;
  }

  abstract void expertsAt(double[] x, double exposure);

  /** pi_k(x). */
  public double probability(int k) {
    return probabilities[k];
  }

  /** Mean of expert k at x; NaN for classes. */
  public abstract double expertMean(int k);

  /** Standard deviation of expert k at x; NaN for classes. */
  public abstract double expertDeviation(int k);

  /**
   * First derivative of expert k's mean in its linear predictor, at an exposure of one; NaN for
   * classes.
   */
  public abstract double expertSlope(int k);

  /** Second derivative of the same. */
  public abstract double expertCurvature(int k);

  /** Distribution function of expert k at x. */
  abstract double expertCumulative(int k, double y);

  /** A logit plus log of the density of y under expert k at x. */
  abstract double logJoint(int k, double logit, double y);

  /** Whether responses are whole numbers. */
  abstract boolean isDiscrete();

  /** Largest response there is at the row. */
  abstract double largest();

  /** P(y = c|x) of class c; NaN where there are no classes. */
  public double classProbability(int c) {
    return Double.NaN;
  }

  /** P(y = c|x) of each class under expert k alone; of length 0 where there are no classes. */
  public double[] expertClassProbabilities(int k) {
    return new double[0];
  }

  /** E[y|x]; NaN for classes. */
  public double mean() {
    double mean = 0;
    for (int k = 0; k < size; k++) {
      mean += probabilities[k] * expertMean(k);
    }
    return mean;
  }

  /** Var[y|x]; NaN for classes. */
  public double variance() {
    double mean = mean();
    double variance = 0;
    for (int k = 0; k < size; k++) {
      double offset = expertMean(k) - mean;
      double deviation = expertDeviation(k);
      variance += probabilities[k] * (deviation * deviation + offset * offset);
    }
    return variance;
  }

  /** log f(y|x), noise included. */
  public double logDensity(double y) {
    join(y);
    double ofExperts = jointNorm - logitNorm;
    return noise.isPresent() ? noise.get().logMixed(ofExperts, y) : ofExperts;
  }

  /** f(y|x). */
  public double density(double y) {
    return PortableMath.exp(logDensity(y));
  }

  /** P(Y &lt;= y | x), with full relative accuracy in the lower tail. */
  public double cumulative(double y) {
    double sum = 0;
    for (int k = 0; k < size; k++) {
      sum += probabilities[k] * expertCumulative(k, y);
    }
    return sum;
  }

  /**
   * Place of a response in its distribution: P(Y &lt;= y | x), of whole numbers that of the middle
   * of the step there; NaN for classes.
   */
  public double placeOf(double y) {
    if (!isDiscrete()) {
      return cumulative(y);
    }
    return Double.isNaN(mean()) ? Double.NaN : cumulative(y) - 0.5 * density(y);
  }

  /**
   * Puts tau_k(x, y), the probability that expert k made the row if any did, into an array.
   *
   * @param tau of length K
   * @return their entropy -sum_k tau_k log tau_k, in nats
   */
  public double responsibilities(double y, double[] tau) {
    join(y);
    double entropy = 0;
    for (int k = 0; k < size; k++) {
      tau[k] = weights[k] / sumOfWeights;
      entropy -= tau[k] > 0 ? tau[k] * (joint[k] - jointNorm) : 0;
    }
    return entropy;
  }

  /** The expert most probable given x alone, argmax pi_k; the first on a tie. */
  public int gateLabel() {
    return argMax(logits);
  }

  /** The expert most probable given x and y, argmax tau_k; the first on a tie. */
  public int label(double y) {
    join(y);
    return argMax(joint);
  }

  /** Makes the logs of the joint densities of y and each expert, up to the gate's norm. */
  private void join(double y) {
    if (y == joinedAt) {
      return;
    }
    joinedAt = y;
    for (int k = 0; k < size; k++) {
      joint[k] = logJoint(k, logits[k], y);
    }
    double largest = largest(joint);
    sumOfWeights = exponentiate(joint, largest, weights);
    jointNorm = Double.isInfinite(largest) ? largest : largest + PortableMath.log(sumOfWeights);
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
