package org.dmoe.linalg;

/** Loops over the rows of a block, each simple enough for the compiler to vectorise. */
public final class VectorMath {

  private static final double LOG2_E = 1.4426950408889634;

  /** Adding and subtracting it rounds to an integer. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final double LN2_HIGH = 0.6931471805598903;
  private static final double LN2_LOW = 5.497923018708371e-14;

  /** Below it the exponential is as good as 0 and its exponent would leave the range. */
  private static final double LEAST_EXPONENT = -690;

  private static final double C3 = 1.0 / 6;
  private static final double C4 = 1.0 / 24;
  private static final double C5 = 1.0 / 120;
  private static final double C6 = 1.0 / 720;
  private static final double C7 = 1.0 / 5040;
  private static final double C8 = 1.0 / 40320;
  private static final double C9 = 1.0 / 362880;
  private static final double C10 = 1.0 / 3628800;
  private static final double C11 = 1.0 / 39916800;
  private static final double C12 = 1.0 / 479001600;
  private static final double C13 = 1.0 / 6227020800.0;

  private VectorMath() {}

  /**
   * x = exp(x) for x at most 0, to two units in the last place; 1e-300 below -690, NaN for NaN.
   * Reduction by ln 2 in two parts (Cody and Waite 1980), then the Taylor polynomial.
   *
   * @param k scratch
   */
  public static void expOfNonPositive(double[] x, double[] k, int n) {
    for (int i = 0; i < n; i++) {
      double v = Math.max(x[i], LEAST_EXPONENT);
      double whole = (v * LOG2_E + ROUNDER) - ROUNDER;
      double r = Math.fma(-whole, LN2_HIGH, v);
      r = Math.fma(-whole, LN2_LOW, r);
      x[i] = expNearZero(r);
      k[i] = whole;
    }
    for (int i = 0; i < n; i++) {
      x[i] *= Double.longBitsToDouble(((long) k[i] + 1023L) << 52);
    }
  }

  /** exp(r) for r within half of log 2 of zero. */
  static double expNearZero(double r) {
    double s = Math.fma(C13, r, C12);
    s = Math.fma(s, r, C11);
    s = Math.fma(s, r, C10);
    s = Math.fma(s, r, C9);
    s = Math.fma(s, r, C8);
    s = Math.fma(s, r, C7);
    s = Math.fma(s, r, C6);
    s = Math.fma(s, r, C5);
    s = Math.fma(s, r, C4);
    s = Math.fma(s, r, C3);
    s = Math.fma(s, r, 0.5);
    s = Math.fma(s, r, 1);
    return Math.fma(s, r, 1);
  }

  /** out = sum_a c[offset + a] columns[a]. */
  public static void combine(
      double[] out, double[][] columns, double[] c, int offset, int p, int n) {
    scaled(out, columns[0], c[offset], n);
    int a = 1;
    for (; a + 4 <= p; a += 4) {
      addFour(out, columns, a, c, offset + a, n);
    }
    for (; a < p; a++) {
      addScaled(out, columns[a], c[offset + a], n);
    }
  }

  private static void addFour(double[] out, double[][] x, int a, double[] c, int at, int n) {
    double[] x0 = x[a];
    double[] x1 = x[a + 1];
    double[] x2 = x[a + 2];
    double[] x3 = x[a + 3];
    double c0 = c[at];
    double c1 = c[at + 1];
    double c2 = c[at + 2];
    double c3 = c[at + 3];
    for (int i = 0; i < n; i++) {
      double s = Math.fma(c2, x2[i], Math.fma(c3, x3[i], out[i]));
      out[i] = Math.fma(c0, x0[i], Math.fma(c1, x1[i], s));
    }
  }

  private static void scaled(double[] out, double[] x, double c, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = c * x[i];
    }
  }

  public static void addScaled(double[] out, double[] x, double c, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(c, x[i], out[i]);
    }
  }

  public static void add(double[] out, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] += a[i];
    }
  }

  /** Row by row. */
  public static void addAll(double[][] out, double[][] a) {
    for (int r = 0; r < out.length; r++) {
      add(out[r], a[r], out[r].length);
    }
  }

  public static void subtract(double[] out, double[] a, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] - b[i];
    }
  }

  public static void multiply(double[] out, double[] a, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i];
    }
  }

  /** out += a b. */
  public static void addProduct(double[] out, double[] a, double[] b, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.fma(a[i], b[i], out[i]);
    }
  }

  /** out = a b c s. */
  public static void multiply(double[] out, double[] a, double[] b, double[] c, double s, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = a[i] * b[i] * c[i] * s;
    }
  }

  public static void max(double[] out, double[] a, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.max(out[i], a[i]);
    }
  }

  public static void reciprocal(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = 1 / x[i];
    }
  }

  /** Residuals y - mean and log joint densities logits + constant - precision residual^2 / 2. */
  public static void residualsAndJoint(
      double[] residual,
      double[] joint,
      double[] mean,
      double[] y,
      double[] logits,
      double precision,
      double constant,
      int n) {
    double half = -0.5 * precision;
    for (int i = 0; i < n; i++) {
      double e = y[i] - mean[i];
      residual[i] = e;
      joint[i] = Math.fma(half * e, e, constant + logits[i]);
    }
  }

  public static double sum(double[] a, int n) {
    double s0 = 0;
    double s1 = 0;
    for (int i = 0; i < n; i += 2) {
      s0 += a[i];
      s1 += a[i + 1];
    }
    return s0 + s1;
  }

  /** sum_i a_i b_i; n is even, as everywhere here where sums are split. */
  public static double dot(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    for (int i = 0; i < n; i += 2) {
      s0 = Math.fma(a[i], b[i], s0);
      s1 = Math.fma(a[i + 1], b[i + 1], s1);
    }
    return s0 + s1;
  }

  /** sum_i a_i b_i^2. */
  public static double dotSquares(double[] a, double[] b, int n) {
    double s0 = 0;
    double s1 = 0;
    for (int i = 0; i < n; i += 2) {
      s0 = Math.fma(a[i] * b[i], b[i], s0);
      s1 = Math.fma(a[i + 1] * b[i + 1], b[i + 1], s1);
    }
    return s0 + s1;
  }

  public static double dot(double[] a, double[] b) {
    double s = 0;
    for (int i = 0; i < a.length; i++) {
      s += a[i] * b[i];
    }
    return s;
  }
}
