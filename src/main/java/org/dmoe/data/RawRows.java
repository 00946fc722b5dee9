package org.dmoe.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as their table has them, before a formula makes covariates of them: for each column its
 * number, or the index of its level. Not for several threads.
 */
public final class RawRows {

  private final FeatureSpec spec;
  private final TermEncoder encoder;
  private final List<double[]> rows;

  private RawRows(FeatureSpec spec, List<double[]> rows) {
    this.spec = spec;
    this.encoder = new TermEncoder(spec);
    this.rows = rows;
  }

  /**
   * @param spec with a formula
   * @param rows each of as many values as there are columns, copied
   * @throws IllegalArgumentException if a row has another length
   */
  public static RawRows of(FeatureSpec spec, List<double[]> rows) {
    List<double[]> copy = new ArrayList<>(rows.size());
    for (double[] row : rows) {
      if (row.length != spec.columns().size()) {
        throw new IllegalArgumentException(
            "a row of %d values, %d columns".formatted(row.length, spec.columns().size()));
      }
      copy.add(row.clone());
    }
    return new RawRows(spec, copy);
  }

  public int size() {
    return rows.size();
  }

  /** Of which covariates are made, in order. */
  public List<FeatureColumn> columns() {
    return spec.columns();
  }

  /** The number of a row in a column, or the index of its level. */
  public double get(int row, int column) {
    return rows.get(row)[column];
  }

  /** The covariates of a row (length d). */
  public double[] covariates(int row) {
    return covariates(rows.get(row));
  }

  /** The same if a category were at another level, by its index. */
  public double[] covariatesAt(int row, int column, int level) {
    double[] moved = rows.get(row).clone();
    moved[column] = level;
    return covariates(moved);
  }

  private double[] covariates(double[] row) {
    double[] x = new double[spec.dimension()];
    encoder.encode(numbers(row), levels(row), x);
    return x;
  }

  /**
   * Derivatives of some of a row's covariates in a column of numbers.
   *
   * @param covariates their numbers
   */
  public double[] derivative(int row, int column, int[] covariates) {
    double[] of = rows.get(row);
    return encoder.derivative(numbers(of), levels(of), columns().get(column).name(), covariates);
  }

  /** Whether a covariate changes with a column. */
  public boolean dependsOn(int covariate, int column) {
    return encoder.dependsOn(covariate, columns().get(column).name());
  }

  private double[] numbers(double[] row) {
    double[] numbers = new double[row.length];
    int count = 0;
    for (int c = 0; c < row.length; c++) {
      if (!columns().get(c).isCategorical()) {
        numbers[count++] = row[c];
      }
    }
    return numbers;
  }

  private int[] levels(double[] row) {
    int[] levels = new int[row.length];
    int count = 0;
    for (int c = 0; c < row.length; c++) {
      if (columns().get(c).isCategorical()) {
        levels[count++] = (int) row[c];
      }
    }
    return levels;
  }
}
