package org.dmoe.evaluate;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Scores rows under one model and adds them to its sums. Not for several threads. */
public final class RowEvaluator {

  private final Scorer scorer;
  private final RowSums sums;

  private RowEvaluator(Scorer scorer) {
    this.scorer = scorer;
    this.sums = RowSums.of(scorer.size());
  }

  public static RowEvaluator of(MixtureOfExperts model) {
    return new RowEvaluator(Scorer.of(model));
  }

  /**
   * Adds a row.
   *
   * @param x covariates (length d)
   */
  public void add(double[] x, double y, double weight) {
    scorer.at(x);
    sums.add(scorer, y, weight);
  }

  /** Adds a row of weight 1. */
  public void add(double[] x, double y) {
    add(x, y, 1);
  }

  /** The scorer, standing at the row added last. */
  public Scorer scorer() {
    return scorer;
  }

  public RowSums sums() {
    return sums;
  }
}
