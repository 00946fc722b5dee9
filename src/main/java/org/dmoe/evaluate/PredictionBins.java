package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Means of predictions and observations by the size of the prediction, in bounded memory: bins of a
 * width that is a power of two, on a grid that holds zero. The width doubles, and pairs of bins
 * become one, when the predictions no longer fit; so the bins that rows end in depend on neither
 * their order nor how they were divided.
 */
final class PredictionBins {

  private static final int BINS = 256;

  /** Of a bin: weight, and weighted sums of predictions and observations. */
  private static final int FIELDS = 3;

  private static final int HEADER = 2;

  /** Bits of a prediction that bins can tell apart at the most. */
  private static final int BITS = 45;

  private int exponent = Integer.MIN_VALUE;

  /** On the grid, of the first bin that is kept. */
  private long first;

  private double[] sums = new double[0];

  /**
   * Adds a row; one whose prediction is not finite is skipped.
   *
   * @param weight positive
   */
  void add(double predicted, double observed, double weight) {
    if (!Double.isFinite(predicted)) {
      return;
    }
    coarsen(Math.getExponent(predicted) - BITS);
    while (!reach(index(predicted), index(predicted))) {
      coarsen(exponent + 1);
    }
    int at = (int) (index(predicted) - first) * FIELDS;
    sums[at] += weight;
    sums[at + 1] += weight * predicted;
    sums[at + 2] += weight * observed;
  }

  private long index(double value) {
    return (long) Math.floor(Math.scalb(value, -exponent));
  }

  /** Makes bins at least so wide. */
  private void coarsen(int least) {
    if (sums.length == 0) {
      exponent = Math.max(exponent, least);
      return;
    }
    while (exponent < least) {
      long before = first;
      double[] fine = sums;
      first = Math.floorDiv(before, 2);
      long last = Math.floorDiv(before + fine.length / FIELDS - 1, 2);
      sums = new double[(int) (last - first + 1) * FIELDS];
      for (int i = 0; i < fine.length; i++) {
        long bin = Math.floorDiv(before + i / FIELDS, 2) - first;
        sums[(int) bin * FIELDS + i % FIELDS] += fine[i];
      }
      exponent++;
    }
  }

  /** Has bins from one to another; false where that would be too many. */
  private boolean reach(long low, long high) {
    long from = sums.length == 0 ? low : Math.min(first, low);
    long to = sums.length == 0 ? high : Math.max(first + sums.length / FIELDS - 1, high);
    if (to - from >= BINS) {
      return false;
    }
    if (sums.length == 0 || from != first || to - from + 1 != sums.length / FIELDS) {
      double[] more = new double[(int) (to - from + 1) * FIELDS];
      System.arraycopy(
          sums, 0, more, sums.length == 0 ? 0 : (int) (first - from) * FIELDS, sums.length);
      first = from;
      sums = more;
    }
    return true;
  }

  /** Adds what other bins have seen. */
  void merge(PredictionBins other) {
    if (other.sums.length == 0) {
      return;
    }
    PredictionBins that = fromArray(other.toArray());
    coarsen(that.exponent);
    that.coarsen(exponent);
    while (!reach(that.first, that.first + that.sums.length / FIELDS - 1)) {
      coarsen(exponent + 1);
      that.coarsen(exponent);
    }
    int offset = (int) (that.first - first) * FIELDS;
    for (int i = 0; i < that.sums.length; i++) {
      sums[offset + i] += that.sums[i];
    }
  }

  /** Everything seen so far, to be sent elsewhere. */
  double[] toArray() {
    double[] array = new double[HEADER + sums.length];
    array[0] = exponent;
    array[1] = first;
    System.arraycopy(sums, 0, array, HEADER, sums.length);
    return array;
  }

  /**
   * The bins that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  static PredictionBins fromArray(double[] array) {
    if (array.length < HEADER || (array.length - HEADER) % FIELDS != 0) {
      throw new IllegalArgumentException("bins of predictions of " + array.length + " numbers");
    }
    PredictionBins bins = new PredictionBins();
    bins.exponent = (int) array[0];
    bins.first = (long) array[1];
    bins.sums = Arrays.copyOfRange(array, HEADER, array.length);
    return bins;
  }

  /**
   * Neighbours put together until each group has its share of the weight.
   *
   * @param most number of groups
   */
  List<Diagnostics.Predictions> groups(int most) {
    double total = 0;
    for (int at = 0; at < sums.length; at += FIELDS) {
      total += sums[at];
    }
    List<Diagnostics.Predictions> groups = new ArrayList<>();
    double[] group = new double[FIELDS];
    double done = 0;
    for (int at = 0; at < sums.length; at += FIELDS) {
      for (int i = 0; i < FIELDS; i++) {
        group[i] += sums[at + i];
      }
      boolean last = at + FIELDS == sums.length;
      if (group[0] > 0 && (last || done + group[0] >= total * (groups.size() + 1) / most)) {
        done += group[0];
        groups.add(
            new Diagnostics.Predictions(
                group[1] / group[0], group[2] / group[0], group[0] / total));
        group = new double[FIELDS];
      }
    }
    return groups;
  }
}
