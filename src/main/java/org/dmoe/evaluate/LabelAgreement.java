package org.dmoe.evaluate;

import java.util.List;
import org.dmoe.transport.start.Matching;

/**
 * How far a model's labels and known labels agree, up to their names. Weights are frequencies: a
 * weight of two counts as the row twice; but rows count for no less than one each, so that weights
 * which sum to one do not take the pairs away.
 *
 * @param rows compared
 * @param randIndex share of pairs of rows on which both agree (W. Rand, 1971)
 * @param adjustedRandIndex the same corrected for chance (L. Hubert, P. Arabie, "Comparing
 *     partitions", 1985, equation 5)
 * @param clusteringError share of the weight with another label under the best matching of labels
 */
public record LabelAgreement(
    long rows, double randIndex, double adjustedRandIndex, double clusteringError) {

  /**
   * The agreement that a contingency table shows.
   *
   * @param table weight of the rows with known label i (row) and the model's label k (column)
   * @param rows that it is made of
   * @throws IllegalArgumentException if a weight is negative or not finite, or rows differ in
   *     length
   */
  public static LabelAgreement of(List<double[]> table, long rows) {
    int labels = table.isEmpty() ? 0 : table.get(0).length;
    double total = 0;
    for (double[] weights : table) {
      if (weights.length != labels) {
        throw new IllegalArgumentException("the rows of the contingency table differ in length");
      }
      for (double weight : weights) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
          throw new IllegalArgumentException("a weight is negative or not finite: " + weight);
        }
        total += weight;
      }
    }
    double unit = total > 0 ? Math.max(1, rows / total) : 1;
    return of(table, labels, rows, unit);
  }

  private static LabelAgreement of(List<double[]> table, int labels, long rows, double unit) {
    double[] known = new double[table.size()];
    double[] found = new double[labels];
    double together = 0;
    for (int i = 0; i < known.length; i++) {
      for (int k = 0; k < labels; k++) {
        double frequency = unit * table.get(i)[k];
        known[i] += frequency;
        found[k] += frequency;
        together += pairs(frequency);
      }
    }
    double n = 0;
    double knownPairs = 0;
    for (double frequency : known) {
      n += frequency;
      knownPairs += pairs(frequency);
    }
    double foundPairs = 0;
    for (double frequency : found) {
      foundPairs += pairs(frequency);
    }
    double all = pairs(n);
    double expected = all > 0 ? knownPairs / all * foundPairs : 0;
    double most = 0.5 * (knownPairs + foundPairs);
    return new LabelAgreement(
        rows,
        all > 0 ? (all + 2 * together - knownPairs - foundPairs) / all : 1,
        most == expected ? 1 : (together - expected) / (most - expected),
        1 - unit * matched(table, labels) / n);
  }

  /** Pairs among n rows, n (n - 1) / 2. */
  private static double pairs(double n) {
    return n > 1 ? 0.5 * n * (n - 1) : 0;
  }

  /** Weight whose labels agree under the best matching; labels without a partner match nothing. */
  private static double matched(List<double[]> table, int labels) {
    if (labels == 0) {
      return 0;
    }
    double[][] cost = new double[table.size()][labels];
    for (int i = 0; i < cost.length; i++) {
      for (int k = 0; k < labels; k++) {
        cost[i][k] = -table.get(i)[k];
      }
    }
    int[] assigned = Matching.leastCost(cost);
    double matched = 0;
    for (int i = 0; i < cost.length; i++) {
      matched -= assigned[i] < 0 ? 0 : cost[i][assigned[i]];
    }
    return matched;
  }
}
