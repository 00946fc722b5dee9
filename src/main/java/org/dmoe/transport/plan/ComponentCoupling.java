package org.dmoe.transport.plan;

import org.dmoe.transport.ambient.GlobalExperts;

/**
 * A plan by which each local expert goes to one global expert: kappa(l) = argmin_k mean_s
 * pi^_l(x_s) c(l, k, x_s). R_c with the minimum outside the mean, an upper bound of the pointwise
 * one.
 */
public interface ComponentCoupling extends TransportPlan {

  /** Costs mean_s pi^_l(x_s) c(l, k, x_s) to some experts; for any thread. */
  interface Costs {

    /** From local expert l to expert k. */
    double of(int l, int k);
  }

  /** Costs to these experts. */
  Costs costsTo(GlobalExperts experts);

  /** kappa of the last coupling (length L), from 0. */
  int[] assignment();
}
