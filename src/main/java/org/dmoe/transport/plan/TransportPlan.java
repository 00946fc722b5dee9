package org.dmoe.transport.plan;

import java.util.List;
import org.dmoe.transport.ambient.GlobalExperts;

/**
 * A coupling of local with global experts that has one margin fixed, the local experts' masses.
 * Holds the coupling that was computed last.
 */
public interface TransportPlan {

  /**
   * Couples every local expert with the cheapest global one (lowest number on a tie).
   *
   * @return R_c as this plan defines it, mean over the support
   */
  double couple(GlobalExperts experts);

  /**
   * Gives every global expert that received no mass the local expert that is served worst.
   *
   * @return a line for each, empty if all received mass
   */
  List<String> reseed();

  /** The experts that minimise the cost of the last coupling; one without mass stays as it is. */
  GlobalExperts barycentre();

  /** S x K: the global experts' shares of the mass at each row, rows summing to one. */
  double[][] marginals();

  /** Each local expert's part of R_c (length L). */
  double[] costByLocalExpert();
}
