package org.dmoe.inference;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Matrix algebra as it is written on paper. */
record SimpleMatrix(DMatrixRMaj M) {

  SimpleMatrix(int rows, int columns) {
    this(new DMatrixRMaj(rows, columns));
  }

  double get(int i) {
    return M.get(i);
  }

  double get(int i, int j) {
    return M.get(i, j);
  }

  void set(int i, double value) {
    M.set(i, value);
  }

  void set(int i, int j, double value) {
    M.set(i, j, value);
  }

  SimpleMatrix transpose() {
    return new SimpleMatrix(CommonOps_DDRM.transpose(M, null));
  }

  SimpleMatrix mult(SimpleMatrix other) {
    return new SimpleMatrix(CommonOps_DDRM.mult(M, other.M, null));
  }

  SimpleMatrix plus(SimpleMatrix other) {
    return new SimpleMatrix(CommonOps_DDRM.add(M, other.M, null));
  }

  SimpleMatrix minus(SimpleMatrix other) {
    return new SimpleMatrix(CommonOps_DDRM.subtract(M, other.M, null));
  }

  SimpleMatrix scale(double factor) {
    DMatrixRMaj scaled = M.copy();
    CommonOps_DDRM.scale(factor, scaled);
    return new SimpleMatrix(scaled);
  }

  SimpleMatrix invert() {
    DMatrixRMaj inverse = new DMatrixRMaj(M.numRows, M.numRows);
    CommonOps_DDRM.invert(M, inverse);
    return new SimpleMatrix(inverse);
  }

  SimpleMatrix rows(int from, int to) {
    return new SimpleMatrix(CommonOps_DDRM.extract(M, from, to, 0, M.numCols));
  }

  double dot(SimpleMatrix other) {
    return CommonOps_DDRM.dot(M, other.M);
  }

  double[] data() {
    return M.data.clone();
  }
}
