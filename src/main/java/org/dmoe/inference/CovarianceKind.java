package org.dmoe.inference;

/** What the covariance of the parameters believes. */
public enum CovarianceKind {
  /** H^-1 J H^-1 (White 1982): right also where the model is not. */
  SANDWICH("robust (sandwich)"),
  /** H^-1: right where the model is. */
  MODEL("model-based (inverse information)"),
  /** The spread of the machines' scores: right also where machines differ. */
  MACHINE("between machines"),
  /** Of a model that no pass has seen: information at responses drawn from itself. */
  ONE_ROUND("one-round (simulated information)");

  private final String words;

  CovarianceKind(String words) {
    this.words = words;
  }

  /** For the user. */
  public String words() {
    return words;
  }
}
