package org.dmoe.em;

/**
 * Cholesky factors of symmetric positive definite matrices, row-major in one array; only the upper
 * triangle is read, and it becomes R with M = R'R.
 */
final class Cholesky {

  private Cholesky() {}

  /**
   * Factors in place.
   *
   * @return false if a pivot is not above tolerance; the content is then undefined
   */
  static boolean factor(double[] M, int n, double tolerance) {
    for (int j = 0; j < n; j++) {
      double pivot = M[j * n + j];
      if (!(pivot > tolerance) || Double.isInfinite(pivot)) {
        return false;
      }
      double root = Math.sqrt(pivot);
      M[j * n + j] = root;
      scaleRow(M, j * n, j + 1, n, 1 / root);
      for (int i = j + 1; i < n; i++) {
        double v = M[j * n + i];
        if (v != 0) {
          subtractRow(M, i * n, j * n, v, i, n);
        }
      }
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
  static double[] factorShifted(double[] M, int n) {
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
  static void solve(double[] R, int n, double[] b) {
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

  private static void scaleRow(double[] M, int row, int from, int to, double factor) {
    for (int c = from; c < to; c++) {
      M[row + c] *= factor;
    }
  }

  private static void subtractRow(double[] M, int target, int source, double v, int from, int to) {
    for (int c = from; c < to; c++) {
      M[target + c] -= v * M[source + c];
    }
  }
}
