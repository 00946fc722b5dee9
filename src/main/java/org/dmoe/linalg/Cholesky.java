package org.dmoe.linalg;

import java.util.Arrays;

/**
 * Cholesky factors of symmetric positive definite matrices, row-major in one array; only the upper
 * triangle is read, and it becomes R with M = R'R.
 */
public final class Cholesky {

  private Cholesky() {}

  /**
   * Factors in place.
   *
   * @return false if a pivot is not above tolerance; the content is then undefined
   */
  public static boolean factor(double[] M, int n, double tolerance) {
    double[][] R = new double[n][];
    for (int i = 0; i < n; i++) {
      R[i] = Arrays.copyOfRange(M, i * n, (i + 1) * n);
    }
    for (int j = 0; j < n; j++) {
      double pivot = R[j][j];
      if (!(pivot > tolerance) || Double.isInfinite(pivot)) {
        return false;
      }
      scaleRow(R[j], j, n, 1 / Math.sqrt(pivot));
      for (int i = j + 1; i < n; i++) {
        subtractRow(R[i], R[j], R[j][i], i, n);
      }
    }
    for (int i = 0; i < n; i++) {
      System.arraycopy(R[i], i, M, i * n + i, n - i);
    }
    return true;
  }

  /**
   * Factors a matrix that may be singular: adds the least of a rising sequence of multiples of its
   * mean diagonal that makes it positive definite.
   *
   * @param M not changed
   * @return the factor, or null if the matrix holds numbers that are not finite
   */
  public static double[] factorShifted(double[] M, int n) {
    double trace = 0;
    for (int i = 0; i < n; i++) {
      trace += Math.abs(M[i * n + i]);
    }
    double unit = trace > 0 ? trace / n : 1;
    if (!Double.isFinite(unit)) {
      return null;
    }
    for (double shift = 0; shift <= 1e3; shift = shift == 0 ? 1e-12 : 10 * shift) {
      double[] R = M.clone();
      for (int i = 0; i < n; i++) {
        R[i * n + i] += shift * unit;
      }
      if (factor(R, n, 1e-13 * unit)) {
        return R;
      }
    }
    return null;
  }

  /** Solves R'R x = b in place. */
  public static void solve(double[] R, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double s = b[i] / R[i * n + i];
      b[i] = s;
      for (int c = i + 1; c < n; c++) {
        b[c] -= s * R[i * n + c];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      double s = b[i];
      for (int c = i + 1; c < n; c++) {
        s -= R[i * n + c] * b[c];
      }
      b[i] = s / R[i * n + i];
    }
  }

  private static void scaleRow(double[] row, int from, int to, double factor) {
    for (int c = from; c < to; c++) {
      row[c] *= factor;
    }
  }

  private static void subtractRow(double[] target, double[] source, double v, int from, int to) {
    for (int c = from; c < to; c++) {
      target[c] -= v * source[c];
    }
  }
}
