package org.dmoe.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Solves A x = b for a positive semi-definite A. Directions that A does not determine get a zero,
 * so that whoever solves for a correction keeps what he had there.
 */
public final class NormalEquations {

  /** Pivot of the unit-diagonal matrix below which the eigenvalues decide. */
  private static final double SAFE_PIVOT = 1e-7;

  /** Eigenvalues of the unit-diagonal matrix at most this count as zero. */
  private static final double NEGLIGIBLE = 1e-12;

  private NormalEquations() {}

  /**
   * @param A packed, positive semi-definite
   * @param b length p, not changed
   */
  public static double[] solve(double[] A, double[] b) {
    int p = b.length;
    double[] scale = unitDiagonal(A, p);
    double[][] U = scaled(A, scale);
    double[] x = new double[p];
    for (int a = 0; a < p; a++) {
      x[a] = b[a] * scale[a];
    }
    x = factorise(U) ? substitute(U, x) : pseudoSolve(scaled(A, scale), x);
    for (int a = 0; a < p; a++) {
      x[a] *= scale[a];
    }
    return x;
  }

  /** Number of directions that A determines. */
  public static int rank(double[] A, int p) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(scaled(A, unitDiagonal(A, p)));
    int rank = 0;
    for (int i = 0; i < p; i++) {
      if (eigen.getEigenvalue(i).real > NEGLIGIBLE) {
        rank++;
      }
    }
    return rank;
  }

  private static double[] unitDiagonal(double[] A, int p) {
    double[] scale = new double[p];
    double largest = 0;
    for (int a = 0; a < p; a++) {
      largest = Math.max(largest, A[PackedSymmetric.diagonal(a, p)]);
    }
    for (int a = 0; a < p; a++) {
      double entry = A[PackedSymmetric.diagonal(a, p)];
      scale[a] = entry > NEGLIGIBLE * NEGLIGIBLE * largest ? 1 / Math.sqrt(entry) : 0;
    }
    return scale;
  }

  private static double[][] scaled(double[] A, double[] scale) {
    int p = scale.length;
    double[][] U = new double[p][p];
    int q = 0;
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++) {
        U[a][b] = A[q++] * scale[a] * scale[b];
      }
    }
    return U;
  }

  /** Upper Cholesky factor in place, U'U = A; false if a pivot is small. */
  private static boolean factorise(double[][] U) {
    int p = U.length;
    for (int a = 0; a < p; a++) {
      if (!(U[a][a] > SAFE_PIVOT)) {
        return false;
      }
      double root = Math.sqrt(U[a][a]);
      for (int b = a; b < p; b++) {
        U[a][b] /= root;
      }
      for (int c = a + 1; c < p; c++) {
        double factor = U[a][c];
        for (int b = c; b < p; b++) {
          U[c][b] = Math.fma(-factor, U[a][b], U[c][b]);
        }
      }
    }
    return true;
  }

  private static double[] substitute(double[][] U, double[] b) {
    int p = b.length;
    double[] x = b.clone();
    for (int a = 0; a < p; a++) {
      x[a] /= U[a][a];
      for (int c = a + 1; c < p; c++) {
        x[c] = Math.fma(-U[a][c], x[a], x[c]);
      }
    }
    for (int a = p - 1; a >= 0; a--) {
      for (int c = a + 1; c < p; c++) {
        x[a] = Math.fma(-U[a][c], x[c], x[a]);
      }
      x[a] /= U[a][a];
    }
    return x;
  }

  private static double[] pseudoSolve(double[][] A, double[] b) {
    int p = b.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(A);
    double[] x = new double[p];
    for (int i = 0; i < p; i++) {
      double value = eigen.getEigenvalue(i).real;
      if (value > NEGLIGIBLE) {
        double[] v = eigen.getEigenVector(i).data;
        double projection = 0;
        for (int a = 0; a < p; a++) {
          projection += v[a] * b[a];
        }
        for (int a = 0; a < p; a++) {
          x[a] += projection / value * v[a];
        }
      }
    }
    return x;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(double[][] upper) {
    int p = upper.length;
    DMatrixRMaj A = new DMatrixRMaj(p, p);
    for (int a = 0; a < p; a++) {
      for (int b = a; b < p; b++) {
        A.set(a, b, upper[a][b]);
        A.set(b, a, upper[a][b]);
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(p, true, true);
    if (!eigen.decompose(A)) {
      throw new ArithmeticException("the normal equations' eigenvalues were not found");
    }
    return eigen;
  }
}
