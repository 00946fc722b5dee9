package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * Quantile residuals Phi^-1(P(Y &lt;= y|x)) of rows in bins of a tenth from -6 to 6 and what lies
 * beyond (P. Dunn, G. Smyth, "Randomized quantile residuals", 1996, equation 1): standard normal if
 * the model is right.
 */
public final class ResidualHistogram {

  /** Levels of the quantiles that are told. */
  public static final List<Double> LEVELS = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

  private static final double LARGEST = 6;
  private static final double WIDTH = 0.1;
  private static final int INNER = 120;

  /** Phi of the bins' edges, by which a row is put into its bin without Phi^-1. */
  private static final double[] EDGES = edges();

  private static final int ROWS = 0;
  private static final int BINS = 1;
  private static final int LENGTH = BINS + INNER + 2;

  private final double[] state;

  public ResidualHistogram() {
    this(new double[LENGTH]);
  }

  private ResidualHistogram(double[] state) {
    this.state = state;
  }

  private static double[] edges() {
    double[] edges = new double[INNER + 1];
    for (int i = 0; i <= INNER; i++) {
      edges[i] = 0.5 * Erfc.value(-edge(i) / Math.sqrt(2));
    }
    return edges;
  }

  private static double edge(int i) {
    return -LARGEST + i * WIDTH;
  }

  /**
   * @param cumulative P(Y &lt;= y|x) of the row
   * @param weight of the row; 0 skips it
   */
  void add(double cumulative, double weight) {
    if (!(weight > 0)) {
      return;
    }
    int place = Arrays.binarySearch(EDGES, cumulative);
    state[ROWS]++;
    state[BINS + (place >= 0 ? place + 1 : -place - 1)] += weight;
  }

  /** Adds what another histogram has seen. */
  public void merge(ResidualHistogram other) {
    for (int i = 0; i < LENGTH; i++) {
      state[i] += other.state[i];
    }
  }

  public long rows() {
    return (long) state[ROWS];
  }

  /** Of {@link #LEVELS}, linear within a bin; those beyond the bins are the last edges. */
  List<Double> quantiles() {
    double total = 0;
    for (int i = BINS; i < LENGTH; i++) {
      total += state[i];
    }
    List<Double> quantiles = new ArrayList<>();
    for (double level : LEVELS) {
      quantiles.add(quantile(level * total));
    }
    return quantiles;
  }

  private double quantile(double weight) {
    double below = state[BINS];
    if (weight <= below) {
      return -LARGEST;
    }
    for (int i = 0; i < INNER; i++) {
      double here = state[BINS + 1 + i];
      if (weight <= below + here) {
        return edge(i) + WIDTH * (weight - below) / here;
      }
      below += here;
    }
    return LARGEST;
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    return state.clone();
  }

  /**
   * The histogram that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static ResidualHistogram fromArray(double[] array) {
    if (array.length != LENGTH) {
      throw new IllegalArgumentException(
          "residuals of " + array.length + " numbers, expected " + LENGTH);
    }
    return new ResidualHistogram(array.clone());
  }
}
