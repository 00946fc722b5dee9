package org.dmoe.linalg;

/** Cholesky factor of a sum of two packed matrices with a small ridge, for many small solves. */
public final class RidgeFactor {

  private RidgeFactor() {}

  /** Upper factor U of G + H + ridge diag(G + H), packed: U'U; a vanished diagonal becomes one. */
  public static double[] of(double[] G, double[] H, int p, double ridge) {
    double[] U = new double[G.length];
    for (int q = 0; q < U.length; q++) {
      U[q] = G[q] + H[q];
    }
    double mean = trace(U, p) / p;
    int row = 0;
    for (int a = 0; a < p; a++) {
      U[row] += ridge * mean + Double.MIN_NORMAL;
      row += p - a;
    }
    factorise(U, p);
    return U;
  }

  /** Solves U' x = b in place. */
  public static void forward(double[] U, double[] b) {
    int p = b.length;
    int row = 0;
    for (int a = 0; a < p; a++) {
      b[a] /= U[row];
      for (int c = a + 1; c < p; c++) {
        b[c] = Math.fma(-U[row + c - a], b[a], b[c]);
      }
      row += p - a;
    }
  }

  private static double trace(double[] U, int p) {
    double trace = 0;
    int row = 0;
    for (int a = 0; a < p; a++) {
      trace += U[row];
      row += p - a;
    }
    return trace;
  }

  private static void factorise(double[] U, int p) {
    int row = 0;
    for (int a = 0; a < p; a++) {
      int length = p - a;
      double root = Math.sqrt(Math.max(U[row], Double.MIN_NORMAL));
      for (int j = 0; j < length; j++) {
        U[row + j] /= root;
      }
      int below = row + length;
      for (int c = 1; c < length; c++) {
        double factor = U[row + c];
        for (int j = c; j < length; j++) {
          U[below + j - c] = Math.fma(-factor, U[row + j], U[below + j - c]);
        }
        below += length - c;
      }
      row += length;
    }
  }
}
