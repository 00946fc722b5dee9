package org.dmoe.evaluate;

import java.util.Comparator;
import java.util.List;

/** By which one of several numbers of experts is chosen; the smaller, the better. */
public enum Criterion {
  /** -2 l + nu log n (Schwarz 1978). */
  BIC,
  /** -2 l + 2 nu (Akaike 1974). */
  AIC,
  /** BIC plus twice the entropy of the responsibilities (Biernacki, Celeux and Govaert 2000). */
  ICL;

  /** The candidate of the smallest value; of equals the one of fewer parameters. */
  public ExpertCandidate best(List<ExpertCandidate> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparingDouble((ExpertCandidate candidate) -> candidate.value(this))
                .thenComparing(ExpertCandidate::parameters))
        .orElseThrow();
  }
}
