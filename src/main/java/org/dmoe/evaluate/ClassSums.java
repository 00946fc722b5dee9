package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.linalg.PortableMath;

/**
 * Sums from which {@link ClassMetrics} follow, in memory that does not grow with the rows; merging
 * is to be done in a fixed order where equal bits matter.
 */
public final class ClassSums {

  private static final int TENTHS = 10;

  /** Log-odds from -16 to 16 in bins of 1/32; what lies beyond is in the outermost bins. */
  private static final int BINS = 1024;

  private static final double BINS_PER_UNIT = 32;

  private static final int CLASSES = 0;
  private static final int WEIGHT = 1;
  private static final int LOG_LOSS = 2;
  private static final int BRIER = 3;
  private static final int CONFUSION = 4;

  private static final int TENTH_NUMBERS = 3;

  private final int classes;
  private final int tenths;
  private final int scores;
  private final double[] state;

  private ClassSums(int classes, double[] state) {
    this.classes = classes;
    this.tenths = CONFUSION + classes * classes;
    this.scores = tenths + classes * TENTHS * TENTH_NUMBERS;
    this.state = state;
  }

  /**
   * Of no rows.
   *
   * @param classes C, at least 2
   */
  public static ClassSums of(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("there must be two classes or more: " + classes);
    }
    double[] state = new double[length(classes)];
    state[CLASSES] = classes;
    return new ClassSums(classes, state);
  }

  private static int length(int classes) {
    return CONFUSION + classes * (classes + TENTHS * TENTH_NUMBERS + 2 * BINS);
  }

  /**
   * The sums that {@link #toArray} described.
   *
   * @throws IllegalArgumentException if the length is wrong
   */
  public static ClassSums fromArray(double[] array) {
    int classes = array.length > CLASSES ? (int) array[CLASSES] : 0;
    if (classes < 2 || array.length != length(classes)) {
      throw new IllegalArgumentException(
          "sums of %d classes in %d numbers".formatted(classes, array.length));
    }
    return new ClassSums(classes, array.clone());
  }

  int classes() {
    return classes;
  }

  /** Everything seen so far, to be sent elsewhere. */
  public double[] toArray() {
    return state.clone();
  }

  /**
   * Adds a row.
   *
   * @param probabilities of the classes (length C)
   * @param seen the row's class, from 0
   * @param weight of the row; 0 leaves it out
   * @throws IllegalArgumentException if the weight is negative or not finite, or a probability NaN
   */
  public void add(double[] probabilities, int seen, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException("weight is negative or not finite: " + weight);
    }
    if (weight == 0) {
      return;
    }
    state[WEIGHT] += weight;
    state[LOG_LOSS] -= weight * PortableMath.log(probabilities[seen]);
    int best = 0;
    for (int c = 0; c < classes; c++) {
      double p = probabilities[c];
      if (!(p >= 0)) {
        throw new IllegalArgumentException("class %d has the probability %s".formatted(c, p));
      }
      best = p > probabilities[best] ? c : best;
      addClass(c, p, c == seen, weight);
    }
    state[CONFUSION + seen * classes + best] += weight;
  }

  private void addClass(int c, double p, boolean seen, double weight) {
    double error = (seen ? 1 : 0) - p;
    state[BRIER] += weight * error * error;
    int tenth = tenth(c, (int) Math.min(TENTHS - 1.0, p * TENTHS));
    state[tenth] += weight;
    state[tenth + 1] += weight * p;
    state[tenth + 2] += seen ? weight : 0;
    state[scores(c, seen) + bin(p)] += weight;
  }

  private int tenth(int c, int t) {
    return tenths + (c * TENTHS + t) * TENTH_NUMBERS;
  }

  /** Where the bins of the rows of a class, or of all others, begin. */
  private int scores(int c, boolean seen) {
    return scores + (2 * c + (seen ? 1 : 0)) * BINS;
  }

  private static int bin(double p) {
    double logOdds = PortableMath.log(p) - PortableMath.log(Math.max(0, 1 - p));
    double place = Math.floor(logOdds * BINS_PER_UNIT) + BINS / 2;
    return (int) Math.max(0, Math.min(BINS - 1.0, place));
  }

  /**
   * Adds what other sums have seen.
   *
   * @throws IllegalArgumentException if they are of another number of classes
   */
  public void merge(ClassSums other) {
    if (other.classes != classes) {
      throw new IllegalArgumentException(
          "sums of %d classes and of %d".formatted(classes, other.classes));
    }
    for (int i = WEIGHT; i < state.length; i++) {
      state[i] += other.state[i];
    }
  }

  /** The metrics of the rows seen, of classes that are called by their numbers. */
  public ClassMetrics metrics() {
    return metrics(IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  /**
   * The metrics of the rows seen; those that divide by zero are NaN.
   *
   * @param names of the classes
   * @throws IllegalArgumentException if there are not as many
   */
  public ClassMetrics metrics(List<String> names) {
    if (names.size() != classes) {
      throw new IllegalArgumentException("%d names of %d classes".formatted(names.size(), classes));
    }
    double weight = state[WEIGHT];
    List<Double> auc = new ArrayList<>();
    List<List<Double>> confusion = new ArrayList<>();
    List<List<ClassMetrics.Tenth>> calibration = new ArrayList<>();
    double right = 0;
    for (int c = 0; c < classes; c++) {
      auc.add(auc(c));
      confusion.add(confusion(c));
      calibration.add(calibration(c));
      right += confusion.get(c).get(c);
    }
    return new ClassMetrics(
        names,
        state[LOG_LOSS] / weight,
        state[BRIER] / weight,
        (weight - right) / weight,
        auc,
        confusion,
        calibration);
  }

  private List<Double> confusion(int seen) {
    List<Double> row = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      row.add(state[CONFUSION + seen * classes + c]);
    }
    return row;
  }

  private List<ClassMetrics.Tenth> calibration(int c) {
    List<ClassMetrics.Tenth> all = new ArrayList<>();
    for (int t = 0; t < TENTHS; t++) {
      int at = tenth(c, t);
      all.add(
          new ClassMetrics.Tenth(state[at], state[at + 1] / state[at], state[at + 2] / state[at]));
    }
    return all;
  }

  /** Mann and Whitney's statistic from the bins, pairs of the same bin count half. */
  private double auc(int c) {
    double wins = 0;
    double below = 0;
    double positive = 0;
    for (int b = 0; b < BINS; b++) {
      double others = state[scores(c, false) + b];
      double own = state[scores(c, true) + b];
      wins += own * (below + 0.5 * others);
      below += others;
      positive += own;
    }
    return wins / (positive * below);
  }
}
