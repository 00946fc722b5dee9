package org.dmoe.linalg;

import java.util.Arrays;

/**
 * Softmax in the log domain: of one row's logits, and of K logits at each row of a block. An
 * instance holds scratch for a block; not for several threads.
 */
public final class Softmax {

  private final double[] max;
  private final double[] sum;
  private final double[] scratch;

  /**
   * @param rows of the largest block
   */
  public Softmax(int rows) {
    this.max = new double[rows];
    this.sum = new double[rows];
    this.scratch = new double[rows];
  }

  /** log(sum_k exp(a_k)), safe against overflow; negative infinity if all are. */
  public static double logSumExp(double[] a) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : a) {
      max = Math.max(max, v);
    }
    if (Double.isInfinite(max)) {
      return max;
    }
    double sum = 0;
    for (double v : a) {
      sum += PortableMath.exp(v - max);
    }
    return max + PortableMath.log(sum);
  }

  /**
   * out_k = exp(logits_k - max) at the first n rows, for {@link #max} and {@link #sum} over k.
   *
   * @param logits K vectors of at least n; may be out itself
   */
  public void exponentiate(double[][] logits, int K, int n, double[][] out) {
    System.arraycopy(logits[0], 0, max, 0, n);
    for (int k = 1; k < K; k++) {
      VectorMath.max(max, logits[k], n);
    }
    Arrays.fill(sum, 0, n, 0);
    for (int k = 0; k < K; k++) {
      VectorMath.subtract(out[k], logits[k], max, n);
      VectorMath.expOfNonPositive(out[k], scratch, n);
      VectorMath.add(sum, out[k], n);
    }
  }

  /** Divides what {@link #exponentiate} made such that each row sums to total. */
  public void normalise(double[][] out, int K, int n, double total) {
    for (int i = 0; i < n; i++) {
      scratch[i] = total / sum[i];
    }
    for (int k = 0; k < K; k++) {
      VectorMath.multiply(out[k], out[k], scratch, n);
    }
  }

  /** The largest logit of each row; the storage itself. */
  public double[] max() {
    return max;
  }

  /** sum_k exp(logits_k - max) of each row, between 1 and K; the storage itself. */
  public double[] sum() {
    return sum;
  }

  /** out = log sum_k exp(logits_k) at the first n rows. */
  public void logSum(double[] out, int n) {
    System.arraycopy(sum, 0, out, 0, n);
    PortableMath.logOfPositive(out, n);
    VectorMath.add(out, max, n);
  }

  /**
   * out = log sum_k exp(logits_k) minus the same of another softmax, at the first n rows, with one
   * logarithm a row.
   */
  public void logRatio(Softmax other, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = sum[i] / other.sum[i];
    }
    PortableMath.logOfPositive(out, n);
    for (int i = 0; i < n; i++) {
      out[i] += max[i] - other.max[i];
    }
  }
}
