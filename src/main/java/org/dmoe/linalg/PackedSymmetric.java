package org.dmoe.linalg;

/**
 * Symmetric p x p matrices as their p (p + 1) / 2 entries on and above the diagonal, row by row.
 */
public final class PackedSymmetric {

  private PackedSymmetric() {}

  /** Number of entries. */
  public static int length(int p) {
    return p * (p + 1) / 2;
  }

  /** d' A d, not below zero. */
  public static double quadraticForm(double[] A, double[] d) {
    int p = d.length;
    double sum = 0;
    int q = 0;
    for (int a = 0; a < p; a++) {
      double diagonal = A[q++] * d[a];
      double rest = 0;
      for (int b = a + 1; b < p; b++) {
        rest = Math.fma(A[q++], d[b], rest);
      }
      sum = Math.fma(d[a], diagonal + 2 * rest, sum);
    }
    return Math.max(0, sum);
  }

  /** out += A d. */
  public static void multiplyAdd(double[] A, double[] d, double[] out) {
    int p = d.length;
    int q = 0;
    for (int a = 0; a < p; a++) {
      double sum = A[q++] * d[a];
      for (int b = a + 1; b < p; b++, q++) {
        sum = Math.fma(A[q], d[b], sum);
        out[b] = Math.fma(A[q], d[a], out[b]);
      }
      out[a] += sum;
    }
  }

  /** A += B. */
  public static void add(double[] A, double[] B) {
    for (int q = 0; q < A.length; q++) {
      A[q] += B[q];
    }
  }

  /** z = the products x_a x_b of one row. */
  public static void outer(double[][] columns, int row, double[] z) {
    int q = 0;
    for (int a = 0; a < columns.length; a++) {
      double xa = columns[a][row];
      for (int b = a; b < columns.length; b++) {
        z[q++] = xa * columns[b][row];
      }
    }
  }

  /** Index of the diagonal entry of row a. */
  static int diagonal(int a, int p) {
    return a * p - a * (a - 1) / 2;
  }
}
