package org.dmoe.pipeline;

/**
 * How numbers of experts are cross-validated.
 *
 * @param folds F, each held out once
 * @param unit what folds are made of
 */
public record CrossValidation(int folds, Unit unit) {

  /** What is held out together. */
  public enum Unit {
    /** Whole machines: how a model serves those that have not taken part. */
    MACHINES,
    /** Single rows: how it serves further rows of the same machines. */
    ROWS
  }

  /**
   * @throws IllegalArgumentException if there are fewer than two folds
   */
  public CrossValidation {
    Checks.that(folds >= 2, "--cv %d: give at least 2 folds", folds);
    Checks.that(folds <= 100, "--cv %d: give at most 100 folds", folds);
  }
}
