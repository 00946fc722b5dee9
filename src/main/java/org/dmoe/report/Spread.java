package org.dmoe.report;

import org.dmoe.data.SupportingSample;

/** How far covariates vary. */
final class Spread {

  private Spread() {}

  /** Of each covariate, the standard deviation over the supporting rows (length d). */
  static double[] deviations(SupportingSample support) {
    double[] deviations = new double[support.dimension()];
    for (int j = 0; j < deviations.length; j++) {
      double mean = 0;
      double squares = 0;
      for (int s = 0; s < support.size(); s++) {
        double offset = support.get(s, j) - mean;
        mean += offset / (s + 1);
        squares += offset * (support.get(s, j) - mean);
      }
      deviations[j] = Math.sqrt(squares / support.size());
    }
    return deviations;
  }
}
