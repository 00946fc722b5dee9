package org.dmoe.em.likelihood;

/** How much a pass over the rows computes. */
public enum PassDepth {
  /** The log-likelihood. */
  VALUE,
  /** And its gradient. */
  GRADIENT,
  /** And the EM statistics: Gram matrices of the experts and of pairs of gates. */
  EM,
  /** Log-likelihood, gradient and Hessian. */
  HESSIAN,
  /** Log-likelihood, gradient, Gram matrices of the experts, and Hessian. */
  ALL,
  /** All that, and the sum of products of the rows' scores. */
  SCORES;

  public boolean withGrams() {
    return this == EM || this == ALL || this == SCORES;
  }

  public boolean withHessian() {
    return this == HESSIAN || this == ALL || this == SCORES;
  }

  public boolean withScores() {
    return this == SCORES;
  }
}
