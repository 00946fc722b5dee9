package org.dmoe.em.optimise;

/** Ways to maximise the likelihood. */
public enum Optimizer {
  /** Preconditioned quasi-Newton steps after a few EM iterations. */
  QUASI_NEWTON,
  /** EM to the end. */
  EM
}
