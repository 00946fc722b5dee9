package org.dmoe.em;

/** How a local fit ended. */
public enum FitStatus {
  /** The gradient, measured in units of the information, is small. */
  CONVERGED(true),
  /** The iterations were used up; the model is the best seen. */
  NOT_CONVERGED(true),
  /** Fewer rows than one linear expert has parameters: no model. */
  TOO_FEW_ROWS(false),
  /** Every start ended in numbers that are not finite: no model. */
  NUMERICAL_FAILURE(false);

  private final boolean usable;

  FitStatus(boolean usable) {
    this.usable = usable;
  }

  /** Whether there is a model. */
  public boolean usable() {
    return usable;
  }
}
