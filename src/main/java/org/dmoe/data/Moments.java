package org.dmoe.data;

/**
 * Weighted mean and standard deviation of a column, about its largest magnitude against overflow.
 *
 * @param mean of the column
 * @param deviation with the sum of weights as the divisor
 */
public record Moments(double mean, double deviation) {

  /** Below it, reciprocals and squares leave the range of doubles. */
  private static final double SMALLEST = 1e-150;

  /** The same about zero: the deviation is the root mean square. */
  public Moments aboutZero() {
    double larger = Math.max(Math.abs(mean), deviation);
    double ratio = larger > 0 ? Math.min(Math.abs(mean), deviation) / larger : 0;
    return new Moments(0, larger * Math.sqrt(1 + ratio * ratio));
  }

  /** Of covariate j. */
  public static Moments ofCovariate(Observations rows, int j) {
    return of(rows, j);
  }

  /** Of the response. */
  public static Moments ofResponse(Observations rows) {
    return of(rows, rows.dimension());
  }

  /**
   * Whether the spread is rounding: at most that multiple of the mean, or too small to divide by.
   */
  public boolean isConstant(double rounding) {
    return !(deviation > rounding * Math.abs(mean) && deviation > SMALLEST);
  }

  private static Moments of(Observations rows, int j) {
    double largest = largest(rows, j);
    if (!(largest > SMALLEST)) {
      return new Moments(0, 0);
    }
    double perRow = perRow(rows);
    double sum = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      Observations.Block block = rows.block(b);
      double[] x = column(block, j);
      for (int i = 0; i < block.rows(); i++) {
        sum += perRow * block.weights()[i] * (x[i] / largest);
      }
    }
    double mean = sum / rows.rows();
    return new Moments(mean * largest, Math.sqrt(secondMoment(rows, j, largest, mean)) * largest);
  }

  private static double largest(Observations rows, int j) {
    double largest = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      double[] x = column(rows.block(b), j);
      for (int i = 0; i < rows.block(b).rows(); i++) {
        largest = Math.max(largest, Math.abs(x[i]));
      }
    }
    return largest;
  }

  private static double secondMoment(Observations rows, int j, double largest, double mean) {
    double perRow = perRow(rows);
    double sum = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      Observations.Block block = rows.block(b);
      double[] x = column(block, j);
      for (int i = 0; i < block.rows(); i++) {
        double u = x[i] / largest - mean;
        sum += perRow * block.weights()[i] * u * u;
      }
    }
    return sum / rows.rows();
  }

  /** Weights of any size have a mean of one after it. */
  private static double perRow(Observations rows) {
    return rows.rows() / rows.totalWeight();
  }

  private static double[] column(Observations.Block block, int j) {
    return j < block.covariates().length ? block.covariates()[j] : block.response();
  }
}
