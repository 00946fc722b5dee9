package org.dmoe.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order in which experts are reported. */
final class CanonicalOrder {

  private CanonicalOrder() {}

  /**
   * Numbers of experts by intercept, dispersion, coefficients; without intercepts the first
   * coefficient that they have takes their place.
   */
  static int[] of(List<Expert> experts, Design design) {
    int first = design.firstOfExperts(experts.get(0).dimension() + 1);
    double[][][] beta = experts.stream().map(Expert::coefficients).toArray(double[][][]::new);
    Comparator<Integer> order = Comparator.comparingDouble(k -> beta[k][0][first]);
    order = order.thenComparingDouble(k -> experts.get(k).dispersion());
    for (int c = 0; c < beta[0].length; c++) {
      for (int j = 0; j < beta[0][c].length; j++) {
        int predictor = c;
        int column = j;
        order = order.thenComparingDouble(k -> beta[k][predictor][column]);
      }
    }
    return IntStream.range(0, beta.length).boxed().sorted(order).mapToInt(k -> k).toArray();
  }
}
