package org.dmoe.em.lasso;

import org.dmoe.linalg.VectorMath;

/**
 * Minimises s' A s / 2 - c' s + sum_j w_j |x_j + s_j| over s, one coordinate after another
 * (Friedman, Hastie and Tibshirani 2010, equation 5).
 */
final class CoordinateDescent {

  private static final int MAX_SWEEPS = 1000;

  /** What a further sweep may gain, relative to what all have. */
  private static final double TOLERANCE = 1e-15;

  private final double[] A;
  private final int n;
  private final double[] w;
  private final double[] x;

  /** c - A s. */
  private final double[] rest;

  private final double[] column;

  private CoordinateDescent(double[] A, double[] c, double[] x, double[] w) {
    this.A = A;
    this.n = c.length;
    this.w = w;
    this.x = x.clone();
    this.rest = c.clone();
    this.column = new double[n];
  }

  /**
   * The minimiser.
   *
   * @param A n x n, row-major, positive semi-definite
   * @param c length n
   * @param x where the steps begin (length n)
   * @param w weights of the penalty (length n), not negative; one that is infinite makes a zero
   * @return x + s
   */
  static double[] solve(double[] A, double[] c, double[] x, double[] w) {
    CoordinateDescent descent = new CoordinateDescent(A, c, x, w);
    descent.run();
    return descent.x;
  }

  /** Sweeps over what is not zero, until only a sweep over all could gain. */
  private void run() {
    double gained = 0;
    int sweeps = 0;
    while (sweeps < MAX_SWEEPS) {
      double all = sweep(false);
      sweeps++;
      gained += all;
      if (!(all > TOLERANCE * gained)) {
        return;
      }
      double some = all;
      while (some > TOLERANCE * gained && sweeps < MAX_SWEEPS) {
        some = sweep(true);
        sweeps++;
        gained += some;
      }
    }
  }

  /** Returns sum_j A_jj (change of x_j)^2, twice what the sweep gains at least. */
  private double sweep(boolean nonzeroOnly) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      if (!nonzeroOnly || x[j] != 0) {
        double change = update(j);
        sum += A[j * n + j] * change * change;
      }
    }
    return sum;
  }

  private double update(int j) {
    double curvature = A[j * n + j];
    double next = minimum(rest[j] + curvature * x[j], curvature, j);
    double change = next - x[j];
    if (change != 0) {
      x[j] = next;
      System.arraycopy(A, j * n, column, 0, n);
      VectorMath.addScaled(rest, column, -change, n);
    }
    return change;
  }

  /** A coordinate without curvature stays, unless the penalty alone decides. */
  private double minimum(double pull, double curvature, int j) {
    double beyond = Math.abs(pull) - w[j];
    if (beyond > 0) {
      return curvature > 0 ? Math.copySign(beyond / curvature, pull) : x[j];
    }
    return w[j] > 0 || curvature > 0 ? 0 : x[j];
  }
}
