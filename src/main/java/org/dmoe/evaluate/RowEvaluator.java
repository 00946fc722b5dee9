package org.dmoe.evaluate;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Scores rows under one model and accumulates its metrics. Not for several threads. */
public final class RowEvaluator {

  private final Scorer scorer;
  private final MetricsAccumulator accumulator = new MetricsAccumulator();

  private RowEvaluator(Scorer scorer) {
    this.scorer = scorer;
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
    accumulator.add(y, scorer.mean(), scorer.logDensity(y), scorer.cumulative(y), weight);
  }

  /** Adds a row of weight 1. */
  public void add(double[] x, double y) {
    add(x, y, 1);
  }

  /** The scorer, standing at the row added last. */
  public Scorer scorer() {
    return scorer;
  }

  public MetricsAccumulator accumulator() {
    return accumulator;
  }
}
