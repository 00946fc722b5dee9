package org.dmoe.em.search;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;

/** Experts whose responsibilities sum to less than one row. */
final class EmptyExperts {

  private EmptyExperts() {}

  /** The emptiest such expert at the end of an ascent, or -1. */
  static int first(StandardisedRows rows, AscentResult ascent) {
    if (!ascent.finite()) {
      return -1;
    }
    int rarest = ascent.experts().rarest();
    double row = rows.totalWeight() / rows.observations().rows();
    return ascent.experts().mass()[rarest] >= row ? -1 : rarest;
  }

  /** Parameters with the empty expert put beside the one with the largest residual sum. */
  static double[] reseeded(ParameterLayout layout, AscentResult ascent, int empty) {
    int donor = ascent.experts().worstBut(empty);
    return ExpertSplit.reseed(ascent.theta(), layout, empty, donor);
  }
}
