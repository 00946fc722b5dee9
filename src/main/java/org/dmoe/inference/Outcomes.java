package org.dmoe.inference;

import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * What a mixture says of the response at x: its mean or, of classes, the probability of each. An
 * outcome is m(x) = sum_k pi_k(x) v_k(x); the experts' v_k come with their derivatives in the q
 * linear predictors. First {@link #at} a row, then whatever is asked of it; not for several
 * threads.
 */
abstract class Outcomes {

  private final Scorer scorer;

  Outcomes(Scorer scorer) {
    this.scorer = scorer;
  }

  static Outcomes of(MixtureOfExperts model) {
    return model.family().classes().isEmpty() ? new MeanOutcome(model) : new ClassOutcomes(model);
  }

  /** Names of the classes; of a mean one that is empty. */
  abstract List<String> names();

  /** Goes to a row of exposure one. */
  void at(double[] x) {
    scorer.at(x);
  }

  final Scorer scorer() {
    return scorer;
  }

  /** pi_k(x). */
  final double probability(int k) {
    return scorer.probability(k);
  }

  /** m(x) of an outcome. */
  final double total(int outcome) {
    double total = 0;
    for (int k = 0; k < scorer.size(); k++) {
      total += scorer.probability(k) * value(outcome, k);
    }
    return total;
  }

  /** v_k(x). */
  abstract double value(int outcome, int k);

  /** Its derivative in predictor a. */
  abstract double slope(int outcome, int k, int a);

  /** Its second derivative in predictors a and b. */
  abstract double curvature(int outcome, int k, int a, int b);
}
