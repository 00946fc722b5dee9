package org.dmoe.transport.plan;

/** Costs between two experts. */
public enum CostKind {
  /** Kullback-Leibler divergence of the global from the local expert, KL(local || global). */
  KL,
  /** Squared 2-Wasserstein distance. */
  W2,
  /** Kullback-Leibler divergence of the local from the global expert, KL(global || local). */
  REVERSE
}
