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

  /**
   * The same of several coefficient vectors, to the bit; four sums at a time wait for one another.
   *
   * @param c coefficients (K x (d + 1))
   * @param out of length K
   */
  static void affine(double[][] c, double[] x, double[] out) {
    int k = 0;
    for (; k + 4 <= c.length; k += 4) {
      affineOfFour(c, k, x, out);
    }
    for (; k < c.length; k++) {
      out[k] = affine(c[k], x);
    }
  }

  private static void affineOfFour(double[][] c, int k, double[] x, double[] out) {
    double[] c0 = c[k];
    double[] c1 = c[k + 1];
    double[] c2 = c[k + 2];
    double[] c3 = c[k + 3];
    double s0 = c0[0];
    double s1 = c1[0];
    double s2 = c2[0];
    double s3 = c3[0];
    for (int j = 0; j < x.length; j++) {
      s0 += c0[j + 1] * x[j];
      s1 += c1[j + 1] * x[j];
      s2 += c2[j + 1] * x[j];
      s3 += c3[j + 1] * x[j];
    }
    out[k] = s0;
    out[k + 1] = s1;
    out[k + 2] = s2;
    out[k + 3] = s3;
  }
}
