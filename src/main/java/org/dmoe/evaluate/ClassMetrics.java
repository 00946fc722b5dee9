package org.dmoe.evaluate;

import java.util.List;

/**
 * How well predicted probabilities of C classes describe rows; means are weighted.
 *
 * @param classes their names, in the order of all that follows
 * @param logLoss -log of the probability of the class seen, mean, in nats
 * @param brier sum over the classes of (probability - indicator)^2, mean, from 0 to 2 (G. Brier,
 *     "Verification of forecasts expressed in terms of probability", 1950)
 * @param errorRate share of the weight whose class is not the most probable one
 * @param auc of each class against all others: the probability that a row of it has a larger
 *     probability than another row, ties count half; rows whose log-odds are within 1/32 may count
 *     as ties; NaN without a row of it or of another
 * @param confusion weight of the rows of each class seen (row) by the most probable class (column)
 * @param calibration of each class its tenths of probability
 */
public record ClassMetrics(
    List<String> classes,
    double logLoss,
    double brier,
    double errorRate,
    List<Double> auc,
    List<List<Double>> confusion,
    List<List<Tenth>> calibration) {

  /**
   * Rows whose probability of a class lies in a tenth of the range from 0 to 1.
   *
   * @param weight of the rows
   * @param predicted mean probability; NaN without rows
   * @param observed share of the class; NaN without rows
   */
  public record Tenth(double weight, double predicted, double observed) {}

  public ClassMetrics {
    classes = List.copyOf(classes);
    auc = List.copyOf(auc);
    confusion = confusion.stream().map(List::copyOf).toList();
    calibration = calibration.stream().map(List::copyOf).toList();
  }

  /** Mean area over the classes that have one; NaN if none has. */
  public double meanAuc() {
    return auc.stream().filter(a -> !a.isNaN()).mapToDouble(a -> a).average().orElse(Double.NaN);
  }
}
