package org.dmoe.data;

import java.util.List;

/**
 * What all experts of a model are to share.
 *
 * @param variance whether they have one variance
 * @param terms columns, or terms of a formula, whose slopes are one number for all experts
 */
public record Equality(boolean variance, List<String> terms) {

  /** Nothing. */
  public static final Equality NONE = new Equality(false, List.of());

  public Equality {
    terms = List.copyOf(terms);
  }

  public boolean isNone() {
    return !variance && terms.isEmpty();
  }

  /** That asks for it. */
  public String option() {
    return terms.isEmpty() ? "--equal-variance" : "--equal " + String.join(",", terms);
  }
}
