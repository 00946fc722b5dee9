package org.dmoe.evaluate;

import java.util.List;
import java.util.Optional;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Scores rows under one model and adds them to its sums. Not for several threads. */
public final class RowEvaluator {

  private final Scorer scorer;
  private final RowScore row;
  private final RowSums sums;
  private final Optional<FamilySums> family;
  private final Optional<DiagnosticSums> diagnostics;

  private RowEvaluator(MixtureOfExperts model, Optional<DiagnosticSums> diagnostics) {
    this.scorer = Scorer.of(model);
    this.family = FamilySums.of(model);
    this.row = new RowScore(scorer.size());
    this.sums = RowSums.of(scorer.size());
    this.diagnostics = diagnostics;
  }

  public static RowEvaluator of(MixtureOfExperts model) {
    return new RowEvaluator(model, Optional.empty());
  }

  /** One that sums what pictures need too, which are those of numbers. */
  public static RowEvaluator withDiagnostics(MixtureOfExperts model) {
    return new RowEvaluator(model, Optional.of(DiagnosticSums.of(model.size())));
  }

  /**
   * Adds a row.
   *
   * @param x covariates (length d)
   * @param exposure trials or exposure that the response counts within; 1 for other responses
   */
  public void add(double[] x, double y, double exposure, double weight) {
    scorer.at(x, exposure);
    row.of(scorer, y);
    sums.add(row, weight);
    if (family.isPresent()) {
      family.get().add(scorer, y, exposure, weight);
    }
    if (diagnostics.isPresent()) {
      diagnostics.get().add(row, weight);
    }
  }

  /** Adds a row whose response counts within nothing. */
  public void add(double[] x, double y, double weight) {
    add(x, y, 1, weight);
  }

  /** Adds a row of weight 1. */
  public void add(double[] x, double y) {
    add(x, y, 1, 1);
  }

  /** The metrics of the rows added so far. */
  Metrics metrics() {
    Metrics usual = sums.metrics();
    return family.map(of -> of.addTo(usual, List.of())).orElse(usual);
  }

  /** Empty where the response is a number. */
  public Optional<FamilySums> family() {
    return family;
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
