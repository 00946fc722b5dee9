package org.dmoe.linalg;

/**
 * Quantiles of the standard normal distribution to seven digits, the same bits on every processor:
 * M. J. Wichura, "Algorithm AS 241: The percentage points of the normal distribution", Applied
 * Statistics 37 (1988), routine PPND7.
 */
public final class NormalQuantile {

  /** Distance from one half up to which the central approximation holds, and its square. */
  private static final double CENTRAL = 0.425;

  private static final double CENTRAL_SQUARED = 0.180625;

  /** Bound and shift of the tail approximations, in square roots of minus log of the tail. */
  private static final double FAR = 5;

  private static final double TAIL_SHIFT = 1.6;

  private static final double[] CENTRAL_ABOVE = {
    3.3871327179, 5.0434271938e1, 1.5929113202e2, 5.9109374720e1
  };
  private static final double[] CENTRAL_BELOW = {1, 1.7895169469e1, 7.8757757664e1, 6.7187563600e1};
  private static final double[] TAIL_ABOVE = {
    1.4234372777, 2.7568153900, 1.3067284816, 1.7023821103e-1
  };
  private static final double[] TAIL_BELOW = {1, 7.3700164250e-1, 1.2021132975e-1};
  private static final double[] FAR_ABOVE = {
    6.6579051150, 3.0812263860, 4.2868294337e-1, 1.7337203997e-2
  };
  private static final double[] FAR_BELOW = {1, 2.4197894225e-1, 1.2258202635e-2};

  private NormalQuantile() {}

  /** The z with P(Z &lt;= z) = level; infinite at 0 and 1, NaN outside. */
  public static double of(double level) {
    double q = level - 0.5;
    if (Math.abs(q) <= CENTRAL) {
      double r = CENTRAL_SQUARED - q * q;
      return q * polynomial(CENTRAL_ABOVE, r) / polynomial(CENTRAL_BELOW, r);
    }
    double r = Math.sqrt(-PortableMath.log(q < 0 ? level : 1 - level));
    double z =
        r <= FAR
            ? polynomial(TAIL_ABOVE, r - TAIL_SHIFT) / polynomial(TAIL_BELOW, r - TAIL_SHIFT)
            : polynomial(FAR_ABOVE, r - FAR) / polynomial(FAR_BELOW, r - FAR);
    if (Double.isInfinite(r)) {
      z = r;
    }
    return q < 0 ? -z : z;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (int c = coefficients.length - 1; c >= 0; c--) {
      sum = sum * x + coefficients[c];
    }
    return sum;
  }
}
