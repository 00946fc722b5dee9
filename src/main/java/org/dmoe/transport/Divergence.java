package org.dmoe.transport;

/** What the reduction minimises. */
public enum Divergence {
  /** The transport cost R_c alone. */
  TRANSPORT,
  /**
   * After it the mean over x of the Kullback-Leibler divergence of the whole conditional
   * distributions, which R_c bounds from above.
   */
  LIKELIHOOD
}
