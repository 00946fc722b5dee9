package org.dmoe.em.lasso;

/** Parts of a mixture whose slopes a lasso penalises. */
public enum LassoParts {
  EXPERTS,
  GATE,
  BOTH;

  public boolean ofGate() {
    return this != EXPERTS;
  }

  public boolean ofExperts() {
    return this != GATE;
  }
}
