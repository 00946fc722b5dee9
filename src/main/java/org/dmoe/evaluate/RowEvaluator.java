package org.dmoe.evaluate;

import java.util.Optional;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Scores rows under one model and adds them to its sums. Not for several threads. */
public final class RowEvaluator {

  private final Scorer scorer;
  private final RowScore row;
  private final RowSums sums;
  private final Optional<DiagnosticSums> diagnostics;

  private RowEvaluator(Scorer scorer, Optional<DiagnosticSums> diagnostics) {
    this.scorer = scorer;
    this.row = new RowScore(scorer.size());
    this.sums = RowSums.of(scorer.size());
    this.diagnostics = diagnostics;
  }

  public static RowEvaluator of(MixtureOfExperts model) {
    return new RowEvaluator(Scorer.of(model), Optional.empty());
  }

  /** One that sums what pictures need too. */
  public static RowEvaluator withDiagnostics(MixtureOfExperts model) {
    return new RowEvaluator(Scorer.of(model), Optional.of(DiagnosticSums.of(model.size())));
  }

  /**
   * Adds a row.
   *
   * @param x covariates (length d)
   */
  public void add(double[] x, double y, double weight) {
    scorer.at(x);
    row.of(scorer, y);
    sums.add(row, weight);
    if (diagnostics.isPresent()) {
      diagnostics.get().add(row, weight);
    }
  }

  /** Adds a row of weight 1. */
  public void add(double[] x, double y) {
    add(x, y, 1);
  }

  /** Adds the row added last to the residuals of its machine. */
  public void addTo(ResidualHistogram machine, double weight) {
    machine.add(row.cumulative(), weight);
  }

  /** The scorer, standing at the row added last. */
  public Scorer scorer() {
    return scorer;
  }

  public RowSums sums() {
    return sums;
  }

  /** Empty unless they were asked for. */
  public Optional<DiagnosticSums> diagnostics() {
    return diagnostics;
  }
}
