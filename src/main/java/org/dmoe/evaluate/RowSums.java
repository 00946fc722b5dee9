package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over rows from which a model's {@link Metrics} follow; merging is to be done in a fixed
 * order where equal bits matter.
 */
public final class RowSums {

  private static final int ENTROPY = 0;
  private static final int SHARES = 1;

  private final MetricsAccumulator errors;

  /** Weighted entropy of the responsibilities, then the responsibilities of each expert. */
  private final double[] use;

  private RowSums(MetricsAccumulator errors, double[] use) {
    this.errors = errors;
    this.use = use;
  }

  /**
   * Of no rows.
   *
   * @param experts K of the model
   */
  public static RowSums of(int experts) {
    return new RowSums(new MetricsAccumulator(), new double[SHARES + experts]);
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static RowSums fromArray(double[] array) {
    int length = MetricsAccumulator.LENGTH;
    if (array.length <= length + SHARES) {
      throw new IllegalArgumentException("sums of " + array.length + " numbers are too few");
    }
    return new RowSums(
        MetricsAccumulator.fromArray(Arrays.copyOf(array, length)),
        Arrays.copyOfRange(array, length, array.length));
  }

  /**
   * Adds a row.
   *
   * @param row as the model sees it
   * @param weight of the row; 0 skips it
   * @throws IllegalArgumentException if the weight is negative or not finite
   */
  void add(RowScore row, double weight) {
    errors.add(row.y(), row.mean(), row.logDensity(), row.cumulative(), weight);
    if (weight > 0) {
      use[ENTROPY] += weight * row.entropy();
      double[] tau = row.tau();
      for (int k = 0; k < tau.length; k++) {
        use[SHARES + k] += weight * tau[k];
      }
    }
  }

  /** Adds what other sums have seen, under the same model. */
  public void merge(RowSums other) {
    errors.merge(other.errors);
    for (int i = 0; i < use.length; i++) {
      use[i] += other.use[i];
    }
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    double[] first = errors.toArray();
    double[] all = Arrays.copyOf(first, first.length + use.length);
    System.arraycopy(use, 0, all, first.length, use.length);
    return all;
  }

  /** The metrics of the rows seen; those that divide by zero are NaN or infinite. */
  public Metrics metrics() {
    Metrics metrics = errors.metrics();
    List<Double> shares = new ArrayList<>();
    for (int k = 0; k < use.length - SHARES; k++) {
      shares.add(use[SHARES + k] / metrics.weight());
    }
    return metrics.withExperts(new ExpertUse(use[ENTROPY] / metrics.weight(), shares));
  }
}
