package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.List;

/**
 * Sums from which {@link Metrics} follow. Moments are updated and merged stably (T. Chan, G. Golub,
 * R. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979);
 * merging is to be done in a fixed order where equal bits matter.
 */
public final class MetricsAccumulator {

  private static final int ROWS = 0;
  private static final int WEIGHT = 1;
  private static final int LOG_LIKELIHOOD = 2;
  private static final int SQUARED_ERROR = 3;
  private static final int ABSOLUTE_ERROR = 4;
  private static final int SQUARED_RESPONSE = 5;
  private static final int MEAN_Y = 6;
  private static final int MEAN_PREDICTED = 7;
  private static final int M2_Y = 8;
  private static final int M2_PREDICTED = 9;
  private static final int CROSS = 10;
  private static final int INSIDE_50 = 11;
  private static final int INSIDE_80 = 12;
  private static final int INSIDE_95 = 13;

  /** Rows by the tenth that P(Y <= y|x) falls into. */
  private static final int TENTHS = 14;

  private static final int NUMBER_OF_TENTHS = 10;
  static final int LENGTH = TENTHS + NUMBER_OF_TENTHS;

  private final double[] state;

  public MetricsAccumulator() {
    this(new double[LENGTH]);
  }

  private MetricsAccumulator(double[] state) {
    this.state = state;
  }

  /**
   * Adds a row.
   *
   * @param predicted mean of the response under the model
   * @param logDensity log f(y|x)
   * @param cumulative P(Y &lt;= y|x), from which the row's place in predictive intervals follows
   * @param weight of the row; 0 skips it
   * @throws IllegalArgumentException if the weight is negative or not finite
   */
  public void add(double y, double predicted, double logDensity, double cumulative, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight is negative or not finite: " + weight);
    }
    if (weight == 0) {
      return;
    }
    double error = y - predicted;
    state[ROWS]++;
    state[WEIGHT] += weight;
    state[LOG_LIKELIHOOD] += weight * logDensity;
    state[SQUARED_ERROR] += weight * error * error;
    state[ABSOLUTE_ERROR] += weight * Math.abs(error);
    state[SQUARED_RESPONSE] += weight * y * y;
    addMoments(y, predicted, weight);
    double fromMedian = Math.abs(cumulative - 0.5);
    state[INSIDE_50] += fromMedian <= 0.25 ? weight : 0;
    state[INSIDE_80] += fromMedian <= 0.4 ? weight : 0;
    state[INSIDE_95] += fromMedian <= 0.475 ? weight : 0;
    int tenth = (int) Math.min(NUMBER_OF_TENTHS - 1.0, cumulative * NUMBER_OF_TENTHS);
    state[TENTHS + tenth] += weight;
  }

  private void addMoments(double y, double predicted, double weight) {
    double share = weight / state[WEIGHT];
    double fromMeanY = y - state[MEAN_Y];
    double fromMeanPredicted = predicted - state[MEAN_PREDICTED];
    state[MEAN_Y] += share * fromMeanY;
    state[MEAN_PREDICTED] += share * fromMeanPredicted;
    state[M2_Y] += weight * fromMeanY * (y - state[MEAN_Y]);
    state[M2_PREDICTED] += weight * fromMeanPredicted * (predicted - state[MEAN_PREDICTED]);
    state[CROSS] += weight * fromMeanY * (predicted - state[MEAN_PREDICTED]);
  }

  /** Adds what another accumulator has seen. */
  public void merge(MetricsAccumulator other) {
    double[] that = other.state;
    if (that[ROWS] == 0) {
      return;
    }
    mergeMoments(that);
    for (int i : new int[] {ROWS, WEIGHT, LOG_LIKELIHOOD, SQUARED_ERROR, ABSOLUTE_ERROR}) {
      state[i] += that[i];
    }
    for (int i : new int[] {SQUARED_RESPONSE, INSIDE_50, INSIDE_80, INSIDE_95}) {
      state[i] += that[i];
    }
    for (int i = TENTHS; i < LENGTH; i++) {
      state[i] += that[i];
    }
  }

  private void mergeMoments(double[] that) {
    double weight = state[WEIGHT] + that[WEIGHT];
    double share = that[WEIGHT] / weight;
    double betweenY = that[MEAN_Y] - state[MEAN_Y];
    double betweenPredicted = that[MEAN_PREDICTED] - state[MEAN_PREDICTED];
    double spread = state[WEIGHT] * share;
    state[M2_Y] += that[M2_Y] + spread * betweenY * betweenY;
    state[M2_PREDICTED] += that[M2_PREDICTED] + spread * betweenPredicted * betweenPredicted;
    state[CROSS] += that[CROSS] + spread * betweenY * betweenPredicted;
    state[MEAN_Y] += share * betweenY;
    state[MEAN_PREDICTED] += share * betweenPredicted;
  }

  /** The metrics of the rows seen; those that divide by zero are NaN or infinite. */
  public Metrics metrics() {
    double weight = state[WEIGHT];
    return new Metrics(
        (long) state[ROWS],
        weight,
        state[LOG_LIKELIHOOD] / weight,
        state[SQUARED_ERROR] / state[SQUARED_RESPONSE],
        state[SQUARED_ERROR] / state[M2_Y],
        Math.sqrt(state[SQUARED_ERROR] / weight),
        state[ABSOLUTE_ERROR] / weight,
        state[CROSS] / Math.sqrt(state[M2_Y]) / Math.sqrt(state[M2_PREDICTED]),
        state[INSIDE_50] / weight,
        state[INSIDE_80] / weight,
        state[INSIDE_95] / weight,
        calibration(),
        null,
        null,
        null,
        null,
        null);
  }

  private List<Double> calibration() {
    List<Double> shares = new ArrayList<>();
    double below = 0;
    for (int tenth = 0; tenth < NUMBER_OF_TENTHS - 1; tenth++) {
      below += state[TENTHS + tenth];
      shares.add(below / state[WEIGHT]);
    }
    return shares;
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    return state.clone();
  }

  /**
   * The accumulator that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static MetricsAccumulator fromArray(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "metrics of " + array.length + " numbers, expected " + LENGTH);
    }
    return new MetricsAccumulator(array.clone());
  }
}
