package org.dmoe.em;

import java.util.Arrays;

/** Standardised rows of a subsample, by rows and by columns, for the starts' hard clustering. */
record PlaneData(double[][] X, double[][] columns, double[] y, double[] weights) {

  static PlaneData of(StandardizedRows rows) {
    int n = rows.observations().rows();
    double[][] X = new double[n][rows.p()];
    double[][] columns = new double[rows.p()][n];
    double[] y = new double[n];
    double[] weights = new double[n];
    int row = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      int count = rows.observations().block(b).rows();
      for (int i = 0; i < count; i++, row++) {
        for (int j = 0; j < rows.p(); j++) {
          X[row][j] = rows.columns()[j][i];
          columns[j][row] = X[row][j];
        }
        y[row] = rows.response()[i];
        weights[row] = rows.weights()[i];
      }
    }
    return new PlaneData(X, columns, y, weights);
  }

  int rows() {
    return y.length;
  }

  int p() {
    return X[0].length;
  }

  /** out = squared residuals of all rows. */
  void squaredResiduals(double[] plane, double[] out) {
    VectorMath.combine(out, columns, plane, 0, plane.length, out.length);
    for (int i = 0; i < out.length; i++) {
      double residual = y[i] - out[i];
      out[i] = residual * residual;
    }
  }

  /** out = squared distances of all rows from one. */
  void squaredDistances(int row, double[] out) {
    Arrays.fill(out, 0);
    for (double[] column : columns) {
      double centre = column[row];
      for (int i = 0; i < out.length; i++) {
        double difference = column[i] - centre;
        out[i] = Math.fma(difference, difference, out[i]);
      }
    }
  }
}
