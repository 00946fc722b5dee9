package org.dmoe.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.evaluate.HeldOut;

/**
 * Which of several numbers of experts is the best.
 *
 * @param range that was asked for
 * @param candidates that could be fitted, by ascending number
 * @param oneToOne machines whose experts are just those of the model, by the number of experts
 * @param heldOut of a cross-validation, by the number of experts; none without one
 */
public record ExpertChoice(
    ExpertRange range,
    List<ExpertCandidate> candidates,
    Map<Integer, Long> oneToOne,
    Map<Integer, HeldOut> heldOut) {

  /** A mean responsibility below which an expert has nothing of its own to describe. */
  private static final double SURPLUS = 0.01;

  public ExpertChoice {
    candidates = List.copyOf(candidates);
    oneToOne = Map.copyOf(oneToOne);
    heldOut = Map.copyOf(heldOut);
  }

  public Criterion criterion() {
    return range.criterion();
  }

  /**
   * The candidate of the largest held-out log-likelihood, where there was a cross-validation; of
   * equals the one of fewer experts. Else the one that the criterion chooses.
   */
  public ExpertCandidate best() {
    if (heldOut.isEmpty()) {
      return criterion().best(candidates);
    }
    ExpertCandidate best = null;
    for (ExpertCandidate candidate : candidates) {
      HeldOut own = heldOut.get(candidate.experts());
      if (own != null
          && (best == null
              || own.meanLogLikelihood() > heldOut.get(best.experts()).meanLogLikelihood())) {
        best = candidate;
      }
    }
    return best;
  }

  /** For the user: what has chosen. */
  public String chooser() {
    return heldOut.isEmpty() ? criterion().name() : "cross-validation";
  }

  /** What the user is to know of the choice, a line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    ExpertCandidate best = best();
    int largest = candidates.get(candidates.size() - 1).experts();
    if (best.experts() == largest && largest == range.largest()) {
      warnings.add(atTheEnd("largest", "larger"));
    } else if (best.experts() == range.smallest() && range.smallest() > 1) {
      warnings.add(atTheEnd("smallest", "smaller"));
    }
    if (best.shares().size() > 1 && best.smallestShare() < SURPLUS) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "an expert of the model has %.2g %% of the rows; it may be surplus",
              100 * best.smallestShare()));
    }
    return warnings;
  }

  private String atTheEnd(String end, String other) {
    return "--experts: %d, the %s number tried, is the best by %s; try %s ones too"
        .formatted(best().experts(), end, chooser(), other);
  }
}
