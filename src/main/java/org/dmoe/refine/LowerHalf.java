package org.dmoe.refine;

/** A symmetric matrix as its entries on and below the diagonal, row by row. */
final class LowerHalf {

  private LowerHalf() {}

  /** n x n, row-major. */
  static double[] unpack(double[] lower, int n) {
    double[] M = new double[n * n];
    int c = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, c++) {
        M[i * n + j] = lower[c];
        M[j * n + i] = lower[c];
      }
    }
    return M;
  }

  static double[] pack(double[] M, int n) {
    double[] lower = new double[n * (n + 1) / 2];
    int c = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, c++) {
        lower[c] = M[i * n + j];
      }
    }
    return lower;
  }
}
