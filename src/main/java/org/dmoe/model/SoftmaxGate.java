package org.dmoe.model;

import java.util.Arrays;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;

/**
 * A softmax gate over K experts: pi_k(x) proportional to exp(alpha_k' (1, x)), identified by
 * alpha_K = 0.
 */
public final class SoftmaxGate {

  private final double[][] alpha;

  private SoftmaxGate(double[][] alpha) {
    this.alpha = alpha;
  }

  /**
   * @param alpha K rows of intercept and d slopes; a common shift is removed so that the last row
   *     becomes zero
   * @throws IllegalArgumentException if rows differ in length or a number is not finite
   */
  public static SoftmaxGate of(double[][] alpha) {
    if (alpha.length == 0) {
      throw new IllegalArgumentException("a gate needs at least one row");
    }
    double[] last = alpha[alpha.length - 1];
    double[][] shifted = new double[alpha.length][];
    for (int k = 0; k < alpha.length; k++) {
      if (alpha[k].length != last.length || last.length == 0) {
        throw new IllegalArgumentException(
            "gate " + k + " has " + alpha[k].length + " numbers, the last has " + last.length);
      }
      shifted[k] = minus(Numbers.requireFinite(alpha[k], "gate " + k), last);
      Numbers.requireFinite(shifted[k], "gate " + k);
    }
    return new SoftmaxGate(shifted);
  }

  /** The gate of K experts that ignores x and gives each the same weight. */
  public static SoftmaxGate uniform(int experts, int dimension) {
    return new SoftmaxGate(new double[experts][dimension + 1]);
  }

  /** Number of experts K. */
  public int experts() {
    return alpha.length;
  }

  /** Number of covariates d. */
  public int dimension() {
    return alpha[0].length - 1;
  }

  /** A copy of intercept and slopes of expert k (length d + 1). */
  public double[] alpha(int k) {
    return alpha[k].clone();
  }

  /** A copy of all rows (K x (d + 1)), the last one zero. */
  public double[][] alpha() {
    double[][] copy = new double[alpha.length][];
    for (int k = 0; k < alpha.length; k++) {
      copy[k] = alpha[k].clone();
    }
    return copy;
  }

  /** log pi_k(x) for all k (length K). */
  public double[] logProbabilities(double[] x) {
    double[] logits = new double[alpha.length];
    for (int k = 0; k < alpha.length; k++) {
      logits[k] = Numbers.affine(alpha[k], x);
    }
    double norm = Softmax.logSumExp(logits);
    for (int k = 0; k < logits.length; k++) {
      logits[k] -= norm;
    }
    return logits;
  }

  /** pi_k(x) for all k (length K). */
  public double[] probabilities(double[] x) {
    double[] p = logProbabilities(x);
    for (int k = 0; k < p.length; k++) {
      p[k] = PortableMath.exp(p[k]);
    }
    return p;
  }

  /** This gate with its rows in another order: row k of the result is row order[k] of this. */
  SoftmaxGate permuted(int[] order) {
    double[][] rows = new double[alpha.length][];
    for (int k = 0; k < alpha.length; k++) {
      rows[k] = alpha[order[k]];
    }
    return of(rows);
  }

  private static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SoftmaxGate that && Arrays.deepEquals(alpha, that.alpha);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(alpha);
  }

  @Override
  public String toString() {
    return "softmax(" + Arrays.deepToString(alpha) + " x)";
  }
}
