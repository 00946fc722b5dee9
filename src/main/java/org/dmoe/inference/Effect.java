package org.dmoe.inference;

import java.util.List;

/**
 * What a column does to the mean of the response, on average.
 *
 * @param term the column, or a level of it against the reference
 * @param overall average over the supporting sample of the derivative of the mean; of a level, of
 *     the difference to the reference
 * @param within each expert: its coefficient
 */
public record Effect(Term term, Estimate overall, List<Estimate> within) {

  public Effect {
    within = List.copyOf(within);
  }
}
