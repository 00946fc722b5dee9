package org.dmoe.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a stage costs: fixed + perRow rows + perMachine machines, fitted to measured costs so that
 * the squares of their relative errors are least; no part is negative.
 *
 * @param name of the stage
 * @param worst largest relative error of a measured cost
 */
record StageCost(String name, double fixed, double perRow, double perMachine, double worst) {

  private static final int PARTS = 3;

  /** A measured cost. */
  record Point(double rows, double machines, double cost) {

    private double part(int j) {
      return j == 0 ? 1 : j == 1 ? rows : machines;
    }
  }

  /** What costs grow with, beside a fixed part. */
  enum Part {
    FIXED,
    ROWS,
    MACHINES
  }

  /**
   * Of a stage whose cost has these parts alone.
   *
   * @throws IllegalArgumentException if there are fewer points than parts
   */
  static StageCost of(String name, List<Part> parts, List<Point> points) {
    List<Integer> used = new ArrayList<>(parts.stream().map(Part::ordinal).toList());
    if (points.size() < used.size()) {
      throw new IllegalArgumentException(points.size() + " points of " + name);
    }
    double[] coefficients = new double[PARTS];
    while (!used.isEmpty()) {
      coefficients = leastSquares(used, points);
      int lowest = 0;
      for (int j = 1; j < PARTS; j++) {
        lowest = coefficients[j] < coefficients[lowest] ? j : lowest;
      }
      if (coefficients[lowest] >= 0) {
        break;
      }
      used.remove((Integer) lowest);
    }
    StageCost cost = new StageCost(name, coefficients[0], coefficients[1], coefficients[2], 0);
    double worst = 0;
    for (Point point : points) {
      double error = cost.of(point.rows(), point.machines()) / point.cost() - 1;
      worst = StrictMath.max(worst, StrictMath.abs(error));
    }
    return new StageCost(name, cost.fixed, cost.perRow, cost.perMachine, worst);
  }

  private static double[] leastSquares(List<Integer> used, List<Point> points) {
    DMatrixRMaj A = new DMatrixRMaj(points.size(), used.size());
    DMatrixRMaj ones = new DMatrixRMaj(points.size(), 1);
    for (int i = 0; i < points.size(); i++) {
      for (int j = 0; j < used.size(); j++) {
        A.set(i, j, points.get(i).part(used.get(j)) / points.get(i).cost());
      }
      ones.set(i, 0, 1);
    }
    DMatrixRMaj solution = new DMatrixRMaj(used.size(), 1);
    double[] coefficients = new double[PARTS];
    if (!CommonOps_DDRM.solve(A, ones, solution)) {
      throw new IllegalArgumentException("rows and machines do not tell the parts apart");
    }
    for (int j = 0; j < used.size(); j++) {
      coefficients[used.get(j)] = solution.get(j, 0);
    }
    return coefficients;
  }

  double of(double rows, double machines) {
    return fixed + perRow * rows + perMachine * machines;
  }

  /** Points of a metric over settings; those where it is not known are skipped. */
  static List<Point> points(
      List<Setting> settings, List<Map<Metric, Summary>> measured, Metric metric) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      Summary cost = measured.get(i).get(metric);
      if (cost != null && cost.mean() > 0) {
        points.add(new Point(settings.get(i).rows(), settings.get(i).machines(), cost.mean()));
      }
    }
    return points;
  }
}
