package org.dmoe.pipeline;

import java.util.Locale;
import org.dmoe.em.lasso.LassoParts;

/**
 * How terms are chosen before a fit.
 *
 * @param parts whose terms are chosen; the others keep all of theirs
 * @param share of the rows, above 0 and at most 1, whose machines must choose a term
 */
public record Lasso(LassoParts parts, double share) {

  /**
   * @throws IllegalArgumentException if the share is out of its range
   */
  public Lasso {
    Checks.that(
        share > 0 && share <= 1,
        "--lasso-share %s: must be above 0 and at most 1",
        Double.toString(share));
  }

  /** The parts as they are typed. */
  String name() {
    return parts.name().toLowerCase(Locale.ROOT);
  }
}
