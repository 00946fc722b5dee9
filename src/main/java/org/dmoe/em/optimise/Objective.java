package org.dmoe.em.optimise;

import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
import org.ejml.data.DMatrixRMaj;

/** A penalised log-likelihood of any family, as the optimisers see it. */
public interface Objective {

  /** Value at theta; afterwards what else is asked for is that of this evaluation. */
  double evaluate(double[] theta, PassDepth depth);

  /** The evaluation's gradient, to keep. */
  double[] gradient();

  /** The evaluation's share of each expert, to keep. */
  ExpertMoments moments();

  /** Number of free parameters nu. */
  int freeParameters();

  /** Information of the complete data after an EM evaluation at theta; null if not finite. */
  Curvature complete(double[] theta);

  /** Minus the Hessian after an evaluation of that depth. */
  DMatrixRMaj observedInformation();

  /**
   * Observed information to be divided by; null unless it is positive definite.
   *
   * @param fixed parameters that stay where they are
   */
  default Curvature observed(DMatrixRMaj information, boolean[] fixed) {
    return Curvature.observed(information, fixed, 1);
  }

  /** Where a climb may start that was to start there. */
  default double[] admissible(double[] start) {
    return start;
  }

  /** What an EM iteration leads to after an EM evaluation at theta; null if not finite. */
  double[] emStep(double[] theta);

  /** How many parameters, from the first on, an EM step may have moved too far. */
  int inexact();

  /** Brings parameters back into their range. */
  default void project(double[] theta) {
    // there is no bound
  }

  /** Whether parameter j is at a bound that the gradient points across. */
  default boolean isBound(double[] theta, double[] gradient, int j) {
    return false;
  }

  /** Length of the first step in a direction, at most 1. */
  default double firstLength(double[] direction) {
    return 1;
  }
}
