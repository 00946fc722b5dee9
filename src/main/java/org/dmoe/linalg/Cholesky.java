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
    double[][] R = rows(M, n);
    if (!factor(R, tolerance)) {
      return false;
    }
    store(R, M, n);
    return true;
  }

  /**
   * Factors in place.
   *
   * @param R n rows, of which what is on and right of the diagonal is read
   * @return false if a pivot is not above tolerance; the content is then undefined
   */
  public static boolean factor(double[][] R, double tolerance) {
    for (int j = 0; j < R.length; j++) {
      if (!eliminate(R, j, R.length, tolerance)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Factors in place what the columns that do not depend on earlier ones span: a column whose pivot
   * is not above tolerance is passed over and has zeros in its row of the factor.
   *
   * @return which columns were passed over (length n)
   */
  public static boolean[] factorIndependent(double[] M, int n, double tolerance) {
    double[][] R = rows(M, n);
    boolean[] dependent = new boolean[n];
    for (int j = 0; j < n; j++) {
      dependent[j] = !eliminate(R, j, n, tolerance);
      if (dependent[j]) {
        Arrays.fill(R[j], 0);
      }
    }
    store(R, M, n);
    return dependent;
  }

  private static double[][] rows(double[] M, int n) {
    double[][] R = new double[n][];
    for (int i = 0; i < n; i++) {
      R[i] = Arrays.copyOfRange(M, i * n, (i + 1) * n);
    }
    return R;
  }

  private static boolean eliminate(double[][] R, int j, int n, double tolerance) {
    double pivot = R[j][j];
    if (!(pivot > tolerance) || Double.isInfinite(pivot)) {
      return false;
    }
    scaleRow(R[j], j, n, 1 / Math.sqrt(pivot));
    for (int i = j + 1; i < n; i++) {
      subtractRow(R[i], R[j], R[j][i], i, n);
    }
    return true;
  }

  private static void store(double[][] R, double[] M, int n) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(R[i], i, M, i * n + i, n - i);
    }
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
    forward(R, n, b);
    backward(R, n, b);
  }

  /** Solves R'x = b in place. */
  public static void forward(double[] R, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double s = b[i] / R[i * n + i];
      b[i] = s;
      for (int c = i + 1; c < n; c++) {
        b[c] -= s * R[i * n + c];
      }
    }
  }

  /** Solves R'x = b in place, for a factor in rows. */
  public static void forward(double[][] R, double[] b) {
    for (int i = 0; i < R.length; i++) {
      double[] row = R[i];
      double s = b[i] / row[i];
      b[i] = s;
      for (int c = i + 1; c < row.length; c++) {
        b[c] -= s * row[c];
      }
    }
  }

  /** Solves R x = b in place. */
  public static void backward(double[] R, int n, double[] b) {
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
