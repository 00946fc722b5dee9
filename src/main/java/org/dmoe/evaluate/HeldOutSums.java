package org.dmoe.evaluate;

/**
 * Sums of the log-densities of rows that were held out, from which their mean and its standard
 * error follow; merging is to be done in a fixed order where equal bits matter.
 */
public final class HeldOutSums {

  private static final int ROWS = 0;
  private static final int WEIGHT = 1;
  private static final int LOG = 2;

  /** Sums of w^2, w^2 l and w^2 l^2. */
  private static final int WEIGHT2 = 3;

  private static final int WEIGHT2_LOG = 4;
  private static final int WEIGHT2_LOG2 = 5;

  private static final int LENGTH = 6;

  private final double[] state;

  public HeldOutSums() {
    this(new double[LENGTH]);
  }

  private HeldOutSums(double[] state) {
    this.state = state;
  }

  /**
   * Adds a row.
   *
   * @param weight 0 skips it
   */
  public void add(double logDensity, double weight) {
    if (!(weight > 0)) {
      return;
    }
    double weighted = weight * logDensity;
    state[ROWS]++;
    state[WEIGHT] += weight;
    state[LOG] += weighted;
    state[WEIGHT2] += weight * weight;
    state[WEIGHT2_LOG] += weight * weighted;
    state[WEIGHT2_LOG2] += weighted * weighted;
  }

  /** Adds what others have seen. */
  public void merge(HeldOutSums other) {
    for (int i = 0; i < LENGTH; i++) {
      state[i] += other.state[i];
    }
  }

  long rows() {
    return (long) state[ROWS];
  }

  double weight() {
    return state[WEIGHT];
  }

  double logLikelihood() {
    return state[LOG];
  }

  /** With the standard error of independent rows: sqrt(sum w^2 (l - mean)^2) / sum w. */
  public HeldOut ofRows() {
    double mean = state[LOG] / state[WEIGHT];
    double squares =
        state[WEIGHT2_LOG2] - 2 * mean * state[WEIGHT2_LOG] + mean * mean * state[WEIGHT2];
    return new HeldOut(
        rows(), state[WEIGHT], mean, Math.sqrt(Math.max(0, squares)) / state[WEIGHT]);
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    return state.clone();
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static HeldOutSums fromArray(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "held-out sums of " + array.length + " numbers, expected " + LENGTH);
    }
    return new HeldOutSums(array.clone());
  }
}
