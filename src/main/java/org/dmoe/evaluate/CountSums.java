package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.dmoe.linalg.PortableMath;

/**
 * Sums from which {@link CountMetrics} follow; merging is to be done in a fixed order where equal
 * bits matter.
 */
public final class CountSums {

  /** Counts from 0 to one less have a bar of their own. */
  static final int SINGLE = 64;

  /** Probability left at which no further count is asked for. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final int WEIGHT = 0;
  private static final int DEVIANCE = 1;
  private static final int OBSERVED = 2;
  private static final int EXPECTED = OBSERVED + SINGLE + 1;
  private static final int LENGTH = EXPECTED + SINGLE + 1;

  private final double[] state;

  public CountSums() {
    this(new double[LENGTH]);
  }

  private CountSums(double[] state) {
    this.state = state;
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static CountSums fromArray(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "sums of counts of " + array.length + " numbers, expected " + LENGTH);
    }
    return new CountSums(array.clone());
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    return state.clone();
  }

  /**
   * Adds a row.
   *
   * @param count seen, whole, not negative
   * @param mean of the count under the model, positive
   * @param probability of a count under the model, asked for counts from 0 on
   * @param weight of the row; 0 leaves it out
   * @throws IllegalArgumentException if the weight is negative or not finite
   */
  public void add(double count, double mean, IntToDoubleFunction probability, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight is negative or not finite: " + weight);
    }
    if (weight == 0) {
      return;
    }
    state[WEIGHT] += weight;
    state[DEVIANCE] += weight * deviance(count, mean);
    state[OBSERVED + (int) Math.min(SINGLE, count)] += weight;
    double left = 1;
    for (int c = 0; c < SINGLE && left > NEGLIGIBLE; c++) {
      double p = probability.applyAsDouble(c);
      state[EXPECTED + c] += weight * p;
      left -= p;
    }
    state[EXPECTED + SINGLE] += weight * Math.max(0, left);
  }

  private static double deviance(double count, double mean) {
    double ratio = count == 0 ? 0 : count * PortableMath.log(count / mean);
    return 2 * (ratio - (count - mean));
  }

  /** Adds what other sums have seen. */
  public void merge(CountSums other) {
    for (int i = 0; i < LENGTH; i++) {
      state[i] += other.state[i];
    }
  }

  /** The metrics of the rows seen; those that divide by zero are NaN. */
  public CountMetrics metrics() {
    List<CountMetrics.Bar> bars = new ArrayList<>();
    for (int c = 0; c <= SINGLE; c++) {
      bars.add(new CountMetrics.Bar(state[OBSERVED + c], state[EXPECTED + c]));
    }
    double weight = state[WEIGHT];
    return new CountMetrics(
        state[DEVIANCE] / weight, state[OBSERVED] / weight, state[EXPECTED] / weight, bars);
  }
}
