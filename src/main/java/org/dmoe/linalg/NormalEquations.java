package org.dmoe.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Solves A x = b for a positive semi-definite A, the normal equations of a regression. */
public final class NormalEquations {

  /** Pivot of the unit-diagonal matrix below which the eigenvalues decide. */
  private static final double SAFE_PIVOT = 1e-7;

  /** Eigenvalues of the unit-diagonal matrix at most this count as zero. */
  private static final double NEGLIGIBLE = 1e-12;

  private NormalEquations() {}

  /**
   * Solves such that directions which A does not determine get a zero: whoever solves for a
   * correction keeps what there was.
   *
   * @param A packed
   * @param b length p, not changed
   * @throws ArithmeticException if A is not finite
   */
  public static double[] solve(double[] A, double[] b) {
    int p = b.length;
    requireFinite(A);
    double[] scale = unitDiagonal(A, p);
    double[] U = scaled(A, scale);
    double[] R = U.clone();
    double[] x = multiply(b, scale);
    if (Cholesky.factor(R, p, SAFE_PIVOT)) {
      Cholesky.solve(R, p, x);
    } else {
      x = pseudoSolve(U, x);
    }
    return multiply(x, scale);
  }

  /**
   * Solves for a step, in place: where A is singular, with the least multiple of its mean diagonal
   * that makes it definite.
   *
   * @param A n x n, row-major, not changed
   * @param b length n; the solution afterwards
   * @return false if A holds numbers that are not finite; b is then as it was
   */
  public static boolean solveShifted(double[] A, int n, double[] b) {
    double[] R = Cholesky.factorShifted(A, n);
    if (R == null) {
      return false;
    }
    Cholesky.solve(R, n, b);
    return true;
  }

  /**
   * Number of directions that A, packed, determines.
   *
   * @throws ArithmeticException if A is not finite
   */
  public static int rank(double[] A, int p) {
    requireFinite(A);
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(scaled(A, unitDiagonal(A, p)), p);
    int rank = 0;
    for (int i = 0; i < p; i++) {
      if (eigen.getEigenvalue(i).real > NEGLIGIBLE) {
        rank++;
      }
    }
    return rank;
  }

  private static void requireFinite(double[] A) {
    for (double entry : A) {
      if (!Double.isFinite(entry)) {
        throw new ArithmeticException("the normal equations are not finite: " + entry);
      }
    }
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

  private static double[] scaled(double[] A, double[] scale) {
    int p = scale.length;
    double[] U = PackedSymmetric.unpack(A, p);
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        U[a * p + b] *= scale[a] * scale[b];
      }
    }
    return U;
  }

  private static double[] multiply(double[] x, double[] scale) {
    double[] product = new double[x.length];
    VectorMath.multiply(product, x, scale, x.length);
    return product;
  }

  private static double[] pseudoSolve(double[] A, double[] b) {
    int p = b.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = decompose(A, p);
    double[] x = new double[p];
    for (int i = 0; i < p; i++) {
      double value = eigen.getEigenvalue(i).real;
      if (value > NEGLIGIBLE) {
        double[] v = eigen.getEigenVector(i).data;
        VectorMath.addScaled(x, v, VectorMath.dot(v, b) / value, p);
      }
    }
    return x;
  }

  private static EigenDecomposition_F64<DMatrixRMaj> decompose(double[] A, int p) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(p, true, true);
    if (!eigen.decompose(new DMatrixRMaj(p, p, true, A.clone()))) {
      throw new ArithmeticException("the normal equations' eigenvalues were not found");
    }
    return eigen;
  }
}
