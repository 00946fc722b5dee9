package org.dmoe.em;

/** Standardised rows of a subsample, row-major, for the hard clustering of the starts. */
record PlaneData(double[][] X, double[] y, double[] weights) {

  static PlaneData of(StandardizedRows rows) {
    int n = rows.observations().rows();
    double[][] X = new double[n][rows.p()];
    double[] y = new double[n];
    double[] weights = new double[n];
    int row = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      int count = rows.observations().block(b).rows();
      for (int i = 0; i < count; i++, row++) {
        for (int j = 0; j < rows.p(); j++) {
          X[row][j] = rows.columns()[j][i];
        }
        y[row] = rows.response()[i];
        weights[row] = rows.weights()[i];
      }
    }
    return new PlaneData(X, y, weights);
  }

  int rows() {
    return y.length;
  }

  int p() {
    return X[0].length;
  }

  double residual(double[] plane, int i) {
    double residual = y[i];
    double[] x = X[i];
    for (int j = 0; j < x.length; j++) {
      residual -= plane[j] * x[j];
    }
    return residual;
  }
}
