package org.dmoe.data.synthetic;

/** Rows of a given table, drawn with replacement. */
final class ResampledCovariates implements Covariates {

  private final double[][] rows;

  ResampledCovariates(double[][] rows) {
    this.rows = rows;
  }

  @Override
  public int dimension() {
    return rows[0].length;
  }

  @Override
  public void draw(Draws draws, double[] x) {
    System.arraycopy(rows[draws.index(rows.length)], 0, x, 0, x.length);
  }
}
