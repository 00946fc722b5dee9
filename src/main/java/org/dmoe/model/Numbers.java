package org.dmoe.model;

/** Checks and sums used throughout the model. */
public final class Numbers {

  private Numbers() {}

  public static double requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(what + " is not finite: " + value);
    }
    return value;
  }

  public static double requirePositive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be positive and finite: " + value);
    }
    return value;
  }

  public static double[] requireFinite(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      requireFinite(values[i], what + "[" + i + "]");
    }
    return values;
  }

  /** c_0 + sum_j c_(j+1) x_j for coefficients c of length d + 1 and x of length d. */
  public static double affine(double[] c, double[] x) {
    double sum = c[0];
    for (int j = 0; j < x.length; j++) {
      sum += c[j + 1] * x[j];
    }
    return sum;
  }
}
