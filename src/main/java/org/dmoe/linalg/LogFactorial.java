package org.dmoe.linalg;

/** Logarithms of factorials, the same bits on every processor. */
public final class LogFactorial {

  private static final double[] SMALL = small();

  /** Coefficients of 1/n, 1/n^3 and so on in Stirling's series. */
  private static final double S1 = 1.0 / 12;

  private static final double S3 = 1.0 / 360;
  private static final double S5 = 1.0 / 1260;
  private static final double S7 = 1.0 / 1680;

  private LogFactorial() {}

  private static double[] small() {
    double[] table = new double[32];
    double factorial = 1;
    for (int n = 1; n < table.length; n++) {
      factorial *= n;
      table[n] = PortableMath.log(factorial);
    }
    return table;
  }

  /** log n! for a whole n that is not negative. */
  public static double of(double n) {
    if (n < SMALL.length) {
      return SMALL[(int) n];
    }
    return n * PortableMath.log(n) - n - poissonAtMean(n);
  }

  /** n log n - n - log n!: log of the Poisson probability of n where the mean is n. */
  public static double poissonAtMean(double n) {
    if (n < SMALL.length) {
      return n == 0 ? 0 : n * PortableMath.log(n) - n - SMALL[(int) n];
    }
    double z = 1 / (n * n);
    double series = (S1 - z * (S3 - z * (S5 - z * S7))) / n;
    return -0.5 * (PortableMath.LOG_TWO_PI + PortableMath.log(n)) - series;
  }
}
