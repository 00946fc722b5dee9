package org.dmoe.linalg;

import java.util.function.IntPredicate;

/**
 * Symmetric p x p matrices as their p (p + 1) / 2 entries on and above the diagonal, row by row,
 * filled up with zeros to a multiple of 8 for the loops that make them.
 */
public final class PackedSymmetric {

  private PackedSymmetric() {}

  /** Length of the array of a p x p matrix, the zeros at its end included. */
  public static int length(int p) {
    return (p * (p + 1) / 2 + 7) / 8 * 8;
  }

  /** Index of the diagonal entry of row a. */
  public static int diagonal(int a, int p) {
    return a * p - a * (a - 1) / 2;
  }

  /** Sets what is beside the diagonal to zero in rows and columns of some numbers. */
  public static void isolate(double[] A, int p, IntPredicate numbers) {
    int q = 0;
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++, q++) {
        if (a != b && (numbers.test(a) || numbers.test(b))) {
          A[q] = 0;
        }
      }
    }
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

  /** Adds scale times A to a block of a square matrix (size x size, row-major). */
  public static void unpack(
      double[] A, int p, double scale, double[] M, int size, int row, int column) {
    int c = 0;
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++) {
        double v = scale * A[c++];
        M[(row + a) * size + column + b] += v;
        if (a != b) {
          M[(row + b) * size + column + a] += v;
        }
      }
    }
  }

  /** Adds A to a matrix in rows, on and right of the diagonal. */
  public static void addUpper(double[] A, double[][] rows) {
    int c = 0;
    for (int a = 0; a < rows.length; a++) {
      double[] row = rows[a];
      for (int b = a; b < row.length; b++) {
        row[b] += A[c++];
      }
    }
  }

  /** The p x p matrix, row-major. */
  public static double[] unpack(double[] A, int p) {
    double[] M = new double[p * p];
    unpack(A, p, 1, M, p, 0, 0);
    return M;
  }
}
