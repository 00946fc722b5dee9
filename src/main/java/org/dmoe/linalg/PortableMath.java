package org.dmoe.linalg;

/**
 * Exponential and logarithm whose bits depend on no processor: {@link Math}'s may differ by a unit
 * in the last place from one to another, and with them the bytes of a model. Made of additions,
 * multiplications and fused ones, which are exactly rounded everywhere; within two units in the
 * last place, and faster than {@link StrictMath}.
 */
public final class PortableMath {

  /** log(2 pi). */
  public static final double LOG_TWO_PI = 1.8378770664093453;

  private static final double LN2_HIGH = 6.93147180369123816490e-01;
  private static final double LN2_LOW = 1.90821492927058770002e-10;
  private static final double LOG2_E = 1.4426950408889634;
  private static final double SQRT_TWO = 1.4142135623730951;
  private static final double TWO_TO_54 = 0x1p54;

  /** Beyond it the exponential is infinite, below its like it is zero. */
  private static final double LARGEST_EXPONENT = 709.782712893384;

  private static final double SMALLEST_EXPONENT = -745.1332191019412;

  /** Adding and subtracting it rounds to an integer. */
  private static final double ROUNDER = 6755399441055744.0;

  private static final long MANTISSA = 0x000FFFFFFFFFFFFFL;
  private static final long ONE = 0x3FF0000000000000L;
  private static final int MANTISSA_BITS = 52;
  private static final int BIAS = 1023;

  /** Minimax coefficients of log((1 + s) / (1 - s)) / s - 2 in s^2, of fdlibm's e_log.c (1993). */
  private static final double L1 = 6.666666666666735130e-01;

  private static final double L2 = 3.999999999940941908e-01;
  private static final double L3 = 2.857142874366239149e-01;
  private static final double L4 = 2.222219843214978396e-01;
  private static final double L5 = 1.818357216161805012e-01;
  private static final double L6 = 1.531383769920937332e-01;
  private static final double L7 = 1.479819860510658591e-01;

  private PortableMath() {}

  /** e^x; NaN for NaN. */
  public static double exp(double x) {
    if (!(x <= LARGEST_EXPONENT)) {
      return x > LARGEST_EXPONENT ? Double.POSITIVE_INFINITY : x;
    }
    if (x < SMALLEST_EXPONENT) {
      return 0;
    }
    double whole = (x * LOG2_E + ROUNDER) - ROUNDER;
    double r = Math.fma(-whole, LN2_HIGH, x);
    return Math.scalb(VectorMath.expNearZero(Math.fma(-whole, LN2_LOW, r)), (int) whole);
  }

  /** Natural logarithm; negative infinity for 0, NaN for negative numbers and NaN. */
  public static double log(double x) {
    if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
      return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
    }
    return x >= Double.MIN_NORMAL ? logOfNormal(x, 0) : logOfNormal(x * TWO_TO_54, -54);
  }

  /** x = log(x) for the first n of positive, finite, normal numbers. */
  static void logOfPositive(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = logOfNormal(x[i], 0);
    }
  }

  /** log(x 2^shift): x = 2^k m with m near one, s = (m - 1) / (m + 1), log m = 2 atanh s. */
  private static double logOfNormal(double x, int shift) {
    long bits = Double.doubleToRawLongBits(x);
    double k = (int) (bits >>> MANTISSA_BITS) - BIAS + shift;
    double m = Double.longBitsToDouble((bits & MANTISSA) | ONE);
    if (m > SQRT_TWO) {
      m *= 0.5;
      k++;
    }
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double rest = Math.fma(z, L7, L6);
    rest = Math.fma(rest, z, L5);
    rest = Math.fma(rest, z, L4);
    rest = Math.fma(rest, z, L3);
    rest = Math.fma(rest, z, L2);
    rest = Math.fma(rest, z, L1) * z;
    double half = 0.5 * f * f;
    return k * LN2_HIGH - ((half - (s * (half + rest) + k * LN2_LOW)) - f);
  }
}
