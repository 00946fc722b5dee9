package org.dmoe.em.search;

import org.dmoe.em.likelihood.MixturePass;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.optimise.AscentResult;

/** Experts whose responsibilities sum to less than one row. */
final class EmptyExperts {

  private EmptyExperts() {}

  /** The first such expert after an evaluation at the ascent's end, or -1. */
  static int first(PenalisedLikelihood objective, AscentResult ascent) {
    if (!ascent.finite()) {
      return -1;
    }
    MixturePass pass = objective.pass();
    double row = pass.rows().totalWeight() / pass.rows().observations().rows();
    for (int k = 0; k < objective.layout().K(); k++) {
      if (!(pass.mass(k) >= row)) {
        return k;
      }
    }
    return -1;
  }

  /** Parameters with the empty expert put beside the one with the largest residual sum. */
  static double[] reseeded(PenalisedLikelihood objective, double[] theta, int empty) {
    ParameterLayout layout = objective.layout();
    int donor = empty == 0 ? 1 : 0;
    for (int k = 0; k < layout.K(); k++) {
      if (k != empty && objective.pass().squares(k) > objective.pass().squares(donor)) {
        donor = k;
      }
    }
    return ExpertSplit.reseed(theta, layout, empty, donor);
  }
}
