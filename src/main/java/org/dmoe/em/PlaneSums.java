package org.dmoe.em;

/** Normal equations of one plane, to which rows are added and from which they are taken. */
final class PlaneSums {

  private final int p;
  private final double[][] gram;
  private final double[] product;
  private double mass;

  PlaneSums(int p) {
    this.p = p;
    this.gram = new double[p][p];
    this.product = new double[p];
  }

  void add(double[] x, double y, double weight) {
    mass += weight;
    for (int a = 0; a < p; a++) {
      double v = weight * x[a];
      product[a] += v * y;
      addRow(v, x, gram[a], a);
    }
  }

  private static void addRow(double v, double[] x, double[] row, int from) {
    for (int b = from; b < x.length; b++) {
      row[b] = Math.fma(v, x[b], row[b]);
    }
  }

  double mass() {
    return mass;
  }

  /** Coefficients with a ridge on all of them; zeros if the sums are not finite. */
  double[] solve(double ridge) {
    double[] R = new double[p * p];
    for (int a = 0; a < p; a++) {
      System.arraycopy(gram[a], 0, R, a * p, p);
      R[a * p + a] += ridge;
    }
    double[] plane = new double[p];
    double[] factor = Cholesky.factorShifted(R, p);
    if (factor != null) {
      System.arraycopy(product, 0, plane, 0, p);
      Cholesky.solve(factor, p, plane);
    }
    return plane;
  }
}
