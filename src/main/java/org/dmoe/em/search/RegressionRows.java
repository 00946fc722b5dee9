package org.dmoe.em.search;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.linalg.VectorMath;

/** Standardised rows of a subsample, by rows and by columns, for the starts' hard clustering. */
public record RegressionRows(double[][] X, double[][] columns, double[] y, double[] weights) {

  public static RegressionRows of(StandardisedRows rows) {
    return where(rows, i -> true);
  }

  /** The rows whose number is chosen. */
  static RegressionRows where(StandardisedRows rows, IntPredicate chosen) {
    int all = rows.observations().rows();
    int n = (int) IntStream.range(0, all).filter(chosen).count();
    RegressionRows data =
        new RegressionRows(
            new double[n][rows.p()], new double[rows.p()][n], new double[n], new double[n]);
    int number = 0;
    int to = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      int count = rows.observations().block(b).rows();
      for (int i = 0; i < count; i++) {
        if (chosen.test(number++)) {
          data.copyRow(rows, i, to++);
        }
      }
    }
    return data;
  }

  private void copyRow(StandardisedRows rows, int from, int to) {
    for (int j = 0; j < columns.length; j++) {
      X[to][j] = rows.columns()[j][from];
      columns[j][to] = X[to][j];
    }
    y[to] = rows.response()[from];
    weights[to] = rows.weights()[from];
  }

  int rows() {
    return y.length;
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
