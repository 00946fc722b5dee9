package org.dmoe.em.search;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.NormalEquations;

/**
 * Normal equations of one plane, to which rows are added and from which they are taken. Rows wait
 * until there are four, so that each element of the sums is read and written once for all of them.
 */
final class RegressionSums {

  private static final int TOGETHER = 4;

  private final ParameterLayout layout;
  private final int p;
  private final double[][] gram;
  private final double[] product;
  private final double[][] waiting = new double[TOGETHER][];
  private final double[] responses = new double[TOGETHER];
  private final double[] weights = new double[TOGETHER];
  private int count;
  private double mass;

  /**
   * @param layout whose design says which coefficients a plane has
   */
  RegressionSums(ParameterLayout layout) {
    this.layout = layout;
    this.p = layout.p();
    this.gram = new double[p][p];
    this.product = new double[p];
  }

  /** Adds a row, or takes it away by a negative weight; it must not change until a solution. */
  void add(double[] x, double y, double weight) {
    mass += weight;
    waiting[count] = x;
    responses[count] = y;
    weights[count] = weight;
    count++;
    if (count == TOGETHER) {
      addFour(waiting[0], waiting[1], waiting[2], waiting[3]);
      count = 0;
    }
  }

  private void addFour(double[] x0, double[] x1, double[] x2, double[] x3) {
    for (int a = 0; a < p; a++) {
      double v0 = weights[0] * x0[a];
      double v1 = weights[1] * x1[a];
      double v2 = weights[2] * x2[a];
      double v3 = weights[3] * x3[a];
      product[a] += v0 * responses[0] + v1 * responses[1] + (v2 * responses[2] + v3 * responses[3]);
      double[] row = gram[a];
      for (int b = a; b < p; b++) {
        double s = Math.fma(v2, x2[b], Math.fma(v3, x3[b], row[b]));
        row[b] = Math.fma(v0, x0[b], Math.fma(v1, x1[b], s));
      }
    }
  }

  private void addOne(double[] x, double y, double weight) {
    for (int a = 0; a < p; a++) {
      double v = weight * x[a];
      product[a] += v * y;
      for (int b = a; b < p; b++) {
        gram[a][b] = Math.fma(v, x[b], gram[a][b]);
      }
    }
  }

  private void addWaiting() {
    for (int i = 0; i < count; i++) {
      addOne(waiting[i], responses[i], weights[i]);
    }
    count = 0;
  }

  double mass() {
    return mass;
  }

  private void restrict(double[] R, double[] plane) {
    for (int j = 0; j < p; j++) {
      plane[j] = layout.isFree(layout.mean(0) + j) ? plane[j] : 0;
    }
    layout.isolate(R, p, layout.mean(0));
  }

  /** Coefficients with a ridge on all of them; zeros if the sums are not finite. */
  double[] solve(double ridge) {
    addWaiting();
    double[] R = new double[p * p];
    for (int a = 0; a < p; a++) {
      System.arraycopy(gram[a], 0, R, a * p, p);
      R[a * p + a] += ridge;
    }
    double[] plane = product.clone();
    restrict(R, plane);
    return NormalEquations.solveShifted(R, p, plane) ? plane : new double[p];
  }
}
