package org.dmoe.inference;

import java.util.List;

/**
 * What a column does to the mean of the response, or to the probability of a class, on average.
 *
 * @param term the column, or a level of it against the reference
 * @param outcome the class; empty for the mean
 * @param overall average over the supporting sample of the derivative; of a level, of the
 *     difference to the reference
 * @param within each expert: the same over the rows to which it applies, which of a Gaussian expert
 *     is its coefficient
 */
public record Effect(Term term, String outcome, Estimate overall, List<Estimate> within) {

  public Effect {
    within = List.copyOf(within);
  }

  /** For the user: the column and, of a class, whose probability it changes. */
  public String name() {
    return outcome.isEmpty() ? term.name() : "%s: P(%s)".formatted(term.name(), outcome);
  }
}
