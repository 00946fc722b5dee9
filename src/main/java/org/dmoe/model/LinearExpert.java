package org.dmoe.model;

import java.util.Arrays;

/** An expert of a family without dispersion. */
public final class LinearExpert implements Expert {

  private final double[][] coefficients;

  private LinearExpert(double[][] coefficients) {
    this.coefficients = coefficients;
  }

  /**
   * @param coefficients q x (d + 1), intercepts first
   * @throws IllegalArgumentException if rows are missing or differ in length, or a number is not
   *     finite
   */
  public static LinearExpert of(double[][] coefficients) {
    if (coefficients.length == 0 || coefficients[0].length == 0) {
      throw new IllegalArgumentException("an expert needs an intercept");
    }
    double[][] copy = new double[coefficients.length][];
    for (int c = 0; c < copy.length; c++) {
      if (coefficients[c].length != coefficients[0].length) {
        throw new IllegalArgumentException(
            "predictor %d has %d coefficients, the first has %d"
                .formatted(c, coefficients[c].length, coefficients[0].length));
      }
      copy[c] = Numbers.requireFinite(coefficients[c].clone(), "coefficients[" + c + "]");
    }
    return new LinearExpert(copy);
  }

  @Override
  public int dimension() {
    return coefficients[0].length - 1;
  }

  @Override
  public int predictors() {
    return coefficients.length;
  }

  @Override
  public double[][] coefficients() {
    double[][] copy = new double[coefficients.length][];
    for (int c = 0; c < copy.length; c++) {
      copy[c] = coefficients[c].clone();
    }
    return copy;
  }

  @Override
  public double dispersion() {
    return Double.NaN;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinearExpert that && Arrays.deepEquals(coefficients, that.coefficients);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(coefficients);
  }

  @Override
  public String toString() {
    return Arrays.deepToString(coefficients) + " x";
  }
}
