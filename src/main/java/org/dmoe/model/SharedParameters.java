package org.dmoe.model;

import java.util.ArrayList;
import java.util.List;

/** What all experts of a mixture share by its design: slopes, the variance. */
final class SharedParameters {

  /** Relative; parameters that differ by less are one number after rounding. */
  private static final double ROUNDING = 1e-9;

  private SharedParameters() {}

  /**
   * @throws IllegalArgumentException if parameters that are to be one number differ
   */
  static void requireEqual(List<Expert> experts, Design design) {
    for (int k = 1; k < experts.size() && design.isShared(); k++) {
      Expert first = experts.get(0);
      Expert own = experts.get(k);
      for (int j = 1; j <= own.dimension(); j++) {
        if (design.isEqual(j) && !areSame(first.coefficients(), own.coefficients(), j)) {
          throw new IllegalArgumentException(
              "coefficient %d is to be equal in all experts and differs in expert %d"
                  .formatted(j, k + 1));
        }
      }
      if (design.hasEqualVariance() && !areSame(first.dispersion(), own.dispersion())) {
        throw new IllegalArgumentException(
            "the variance is to be equal in all experts and differs in expert " + (k + 1));
      }
    }
  }

  private static boolean areSame(double[][] one, double[][] other, int j) {
    for (int c = 0; c < one.length; c++) {
      if (!areSame(one[c][j], other[c][j])) {
        return false;
      }
    }
    return true;
  }

  private static boolean areSame(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
  }

  /** Experts with the mean of what they are to share; equal numbers stay as they are. */
  static List<Expert> averaged(List<Expert> experts, Design design) {
    double[][] common = experts.get(0).coefficients();
    double variance = experts.get(0).dispersion();
    double excessVariance = 0;
    double[][] excess = new double[common.length][common[0].length];
    for (Expert expert : experts) {
      double[][] beta = expert.coefficients();
      excessVariance += (expert.dispersion() - variance) / experts.size();
      for (int c = 0; c < common.length; c++) {
        for (int j = 0; j < common[c].length; j++) {
          excess[c][j] += (beta[c][j] - common[c][j]) / experts.size();
        }
      }
    }
    List<Expert> averaged = new ArrayList<>(experts.size());
    for (Expert expert : experts) {
      double[][] beta = expert.coefficients();
      for (int c = 0; c < beta.length; c++) {
        for (int j = 0; j < beta[c].length; j++) {
          beta[c][j] = design.isEqual(j) ? common[c][j] + excess[c][j] : beta[c][j];
        }
      }
      double own = design.hasEqualVariance() ? variance + excessVariance : expert.dispersion();
      averaged.add(
          expert instanceof GaussianExpert
              ? GaussianExpert.of(beta[0], own)
              : LinearExpert.of(beta));
    }
    return averaged;
  }
}
