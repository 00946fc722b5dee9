package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums over rows from which {@link Diagnostics} follow; merging is to be done in a fixed order
 * where equal bits matter.
 */
public final class DiagnosticSums {

  private static final int TWENTIETHS = 20;
  private static final int LEVELS = 9;
  private static final int MOST_GROUPS = 20;

  /** A responsibility below it is as good as none. */
  private static final double NONE = 1e-4;

  private static final int WEIGHT = 0;
  private static final int PIT = 1;
  private static final int RESPONSIBILITIES = PIT + TWENTIETHS;

  /** Weight, rows by P(Y <= y|x), rows by the responsibility of each expert. */
  private final double[] counts;

  private final PredictionBins predictions;

  private DiagnosticSums(double[] counts, PredictionBins predictions) {
    this.counts = counts;
    this.predictions = predictions;
  }

  /**
   * Of no rows.
   *
   * @param experts K of the model
   */
  public static DiagnosticSums of(int experts) {
    return new DiagnosticSums(
        new double[RESPONSIBILITIES + experts * TWENTIETHS], new PredictionBins());
  }

  void add(RowScore row, double weight) {
    if (!(weight > 0)) {
      return;
    }
    counts[WEIGHT] += weight;
    counts[PIT + twentieth(row.cumulative())] += weight;
    double[] tau = row.tau();
    for (int k = 0; k < tau.length; k++) {
      if (tau[k] >= NONE) {
        counts[RESPONSIBILITIES + k * TWENTIETHS + twentieth(tau[k])] += weight;
      }
    }
    predictions.add(row.mean(), row.y(), weight);
  }

  private static int twentieth(double probability) {
    return (int) Math.min(TWENTIETHS - 1.0, probability * TWENTIETHS);
  }

  /**
   * Adds what other sums have seen, under the same model.
   *
   * @throws IllegalArgumentException if they are of another number of experts
   */
  public void merge(DiagnosticSums other) {
    if (other.counts.length != counts.length) {
      throw new IllegalArgumentException("sums of models with different numbers of experts");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    predictions.merge(other.predictions);
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    double[] bins = predictions.toArray();
    double[] all = new double[1 + counts.length + bins.length];
    all[0] = counts.length;
    System.arraycopy(counts, 0, all, 1, counts.length);
    System.arraycopy(bins, 0, all, 1 + counts.length, bins.length);
    return all;
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static DiagnosticSums fromArray(double[] array) {
    int length = array.length == 0 ? 0 : (int) array[0];
    boolean whole = (length - RESPONSIBILITIES) % TWENTIETHS == 0;
    if (!whole || length <= RESPONSIBILITIES || array.length <= length) {
      throw new IllegalArgumentException("diagnostics of " + array.length + " numbers");
    }
    return new DiagnosticSums(
        Arrays.copyOfRange(array, 1, 1 + length),
        PredictionBins.fromArray(Arrays.copyOfRange(array, 1 + length, array.length)));
  }

  /**
   * Of the rows seen.
   *
   * @param machines their residuals
   */
  public Diagnostics diagnostics(MachineResiduals machines) {
    List<List<Double>> rootograms = new ArrayList<>();
    for (int at = RESPONSIBILITIES; at < counts.length; at += TWENTIETHS) {
      rootograms.add(shares(at));
    }
    return new Diagnostics(
        shares(PIT),
        reliability(),
        rootograms,
        predictions.groups(MOST_GROUPS),
        machines.all(),
        machines.farthest(),
        machines.number());
  }

  private List<Double> shares(int from) {
    return Arrays.stream(counts, from, from + TWENTIETHS)
        .map(c -> c / counts[WEIGHT])
        .boxed()
        .toList();
  }

  /** The central interval of level l / 10 is of the 2 l twentieths in the middle. */
  private List<Double> reliability() {
    List<Double> inside = new ArrayList<>();
    for (int level = 1; level <= LEVELS; level++) {
      int from = PIT + TWENTIETHS / 2 - level;
      inside.add(Arrays.stream(counts, from, from + 2 * level).sum() / counts[WEIGHT]);
    }
    return inside;
  }
}
