package org.dmoe.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Symmetric matrices, packed as their rows on and below the diagonal, and whole. */
final class Symmetric {

  private Symmetric() {}

  static DMatrixRMaj unpack(double[] lower, int n) {
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    int c = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, c++) {
        M.set(i, j, lower[c]);
        M.set(j, i, lower[c]);
      }
    }
    return M;
  }

  /** The diagonal is that of a covariance, not negative. */
  static double[] pack(DMatrixRMaj M) {
    int n = M.numRows;
    double[] lower = new double[n * (n + 1) / 2];
    int c = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++, c++) {
        double value = 0.5 * (M.get(i, j) + M.get(j, i));
        lower[c] = i == j ? Math.max(0, value) : value;
      }
    }
    return lower;
  }

  /** A M A'. */
  static DMatrixRMaj congruence(DMatrixRMaj A, DMatrixRMaj M) {
    DMatrixRMaj AM = new DMatrixRMaj(A.numRows, M.numCols);
    CommonOps_DDRM.mult(A, M, AM);
    DMatrixRMaj result = new DMatrixRMaj(A.numRows, A.numRows);
    CommonOps_DDRM.multTransB(AM, A, result);
    return result;
  }
}
