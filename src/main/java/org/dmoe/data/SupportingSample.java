package org.dmoe.data;

import java.util.List;
import java.util.Objects;

/** S rows of covariates (no response) over which the divergence between mixtures is averaged. */
public final class SupportingSample {

  private final List<String> features;
  private final double[][] rows;

  private SupportingSample(List<String> features, double[][] rows) {
    this.features = features;
    this.rows = rows;
  }

  /**
   * @param features names of the d covariates, or an empty list where they are not known
   * @param rows S x d, copied
   * @throws IllegalArgumentException if there is no row, rows differ in length or a number is not
   *     finite
   */
  public static SupportingSample of(List<String> features, double[][] rows) {
    Objects.requireNonNull(features, "features");
    if (rows.length == 0) {
      throw new IllegalArgumentException("the supporting sample has no rows");
    }
    int d = rows[0].length;
    if (!features.isEmpty() && features.size() != d) {
      throw new IllegalArgumentException(
          "the supporting sample has " + d + " columns and " + features.size() + " names");
    }
    double[][] copy = new double[rows.length][];
    for (int s = 0; s < rows.length; s++) {
      if (rows[s].length != d) {
        throw new IllegalArgumentException(
            "row " + s + " of the supporting sample has " + rows[s].length + " columns, not " + d);
      }
      for (double v : rows[s]) {
        if (!Double.isFinite(v)) {
          throw new IllegalArgumentException(
              "row " + s + " of the supporting sample has a number that is not finite: " + v);
        }
      }
      copy[s] = rows[s].clone();
    }
    return new SupportingSample(List.copyOf(features), copy);
  }

  /** Names of the covariates; empty where they are not known. */
  public List<String> features() {
    return features;
  }

  /** Number of rows S. */
  public int size() {
    return rows.length;
  }

  /** Number of covariates d. */
  public int dimension() {
    return rows[0].length;
  }

  /** A copy of row s (length d). */
  public double[] row(int s) {
    return rows[s].clone();
  }

  /** x_j of row s. */
  public double get(int s, int j) {
    return rows[s][j];
  }
}
