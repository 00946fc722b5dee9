package org.dmoe.evaluate;

import java.util.List;
import org.dmoe.transport.start.Matching;

/**
 * How far a model's labels and known labels agree, up to their names.
 *
 * @param rows compared
 * @param randIndex share of pairs of rows on which both agree (W. Rand, 1971)
 * @param adjustedRandIndex the same corrected for chance (L. Hubert, P. Arabie, "Comparing
 *     partitions", 1985, equation 5)
 * @param clusteringError share of rows with another label under the best matching of labels
 */
public record LabelAgreement(
    long rows, double randIndex, double adjustedRandIndex, double clusteringError) {

  /**
   * The agreement that a contingency table shows.
   *
   * @param table how many rows have known label i (row) and the model's label k (column)
   * @throws IllegalArgumentException if a count is negative or rows differ in length
   */
  public static LabelAgreement of(List<long[]> table) {
    int labels = table.isEmpty() ? 0 : table.get(0).length;
    double[] known = new double[table.size()];
    double[] found = new double[labels];
    double together = 0;
    for (int i = 0; i < table.size(); i++) {
      long[] counts = table.get(i);
      if (counts.length != labels) {
        throw new IllegalArgumentException("the rows of the contingency table differ in length");
      }
      for (int k = 0; k < labels; k++) {
        if (counts[k] < 0) {
          throw new IllegalArgumentException("a count is negative: " + counts[k]);
        }
        known[i] += counts[k];
        found[k] += counts[k];
        together += pairs((double) counts[k]);
      }
    }
    return of(table, known, found, together);
  }

  private static LabelAgreement of(
      List<long[]> table, double[] known, double[] found, double together) {
    double n = 0;
    double knownPairs = 0;
    for (double count : known) {
      n += count;
      knownPairs += pairs(count);
    }
    double foundPairs = 0;
    for (double count : found) {
      foundPairs += pairs(count);
    }
    double all = pairs(n);
    double expected = knownPairs / all * foundPairs;
    double most = 0.5 * (knownPairs + foundPairs);
    return new LabelAgreement(
        (long) n,
        (all + 2 * together - knownPairs - foundPairs) / all,
        most == expected ? 1 : (together - expected) / (most - expected),
        1 - matched(table, found.length) / n);
  }

  private static double pairs(double n) {
    return 0.5 * n * (n - 1);
  }

  /** Rows whose labels agree under the best matching; labels without a partner match nothing. */
  private static double matched(List<long[]> table, int labels) {
    if (labels == 0) {
      return 0;
    }
    double[][] cost = new double[table.size()][labels];
    for (int i = 0; i < cost.length; i++) {
      for (int k = 0; k < labels; k++) {
        cost[i][k] = -(double) table.get(i)[k];
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
