package org.dmoe.transport.plan;

import java.util.function.IntPredicate;

/** The local expert that adds most to R_c: where an expert that emptied is of most use. */
public final class WorstServed {

  private WorstServed() {}

  /**
   * The lowest index of the largest cost among those allowed; the first allowed if all are zero.
   */
  public static int of(double[] costs, IntPredicate allowed) {
    int worst = -1;
    for (int l = 0; l < costs.length; l++) {
      if (allowed.test(l) && (worst < 0 || costs[l] > costs[worst])) {
        worst = l;
      }
    }
    if (worst < 0) {
      throw new IllegalStateException("more global experts than local ones");
    }
    return worst;
  }
}
