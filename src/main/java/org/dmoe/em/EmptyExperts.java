package org.dmoe.em;

/** Experts whose responsibilities sum to less than one row. */
final class EmptyExperts {

  private EmptyExperts() {}

  /** The first such expert after an evaluation at the ascent's end, or -1. */
  static int first(Objective objective, Ascent ascent) {
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
  static double[] reseeded(Objective objective, double[] theta, int empty) {
    Layout layout = objective.layout();
    int donor = empty == 0 ? 1 : 0;
    for (int k = 0; k < layout.K(); k++) {
      if (k != empty && objective.pass().squares(k) > objective.pass().squares(donor)) {
        donor = k;
      }
    }
    return ExpertSurgery.reseed(theta, layout, empty, donor);
  }
}
