package org.dmoe.evaluate;

import java.util.List;

/**
 * How well predicted distributions of counts describe rows.
 *
 * @param deviance mean of 2 (y log(y / mean) - (y - mean)), Poisson's (P. McCullagh, J. Nelder,
 *     "Generalized Linear Models", 1989, 2.3)
 * @param zeroShare share of the weight whose count is 0
 * @param zeroExpected the same as the model expects it
 * @param rootogram of the counts 0, 1, ... (C. Kleiber, A. Zeileis, "Visualizing count data
 *     regressions using rootograms", 2016); the last of all larger counts
 */
public record CountMetrics(
    double deviance, double zeroShare, double zeroExpected, List<Bar> rootogram) {

  /**
   * One count.
   *
   * @param observed weight of the rows that have it
   * @param expected sum of its probabilities over the rows, times their weights
   */
  public record Bar(double observed, double expected) {}

  public CountMetrics {
    rootogram = List.copyOf(rootogram);
  }
}
