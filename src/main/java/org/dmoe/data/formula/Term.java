package org.dmoe.data.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A product of factors, whatever their order. */
public final class Term {

  /** The product of nothing: the intercept. */
  static final Term ONE = new Term(new LinkedHashSet<>());

  private final Set<Factor> factors;

  private Term(Set<Factor> factors) {
    this.factors = factors;
  }

  static Term of(Factor factor) {
    return new Term(new LinkedHashSet<>(List.of(factor)));
  }

  /** The interaction of both. */
  Term times(Term other) {
    Set<Factor> all = new LinkedHashSet<>(factors);
    all.addAll(other.factors);
    return new Term(all);
  }

  /** The term that lacks one of its factors. */
  Term without(Factor factor) {
    Set<Factor> others = new LinkedHashSet<>(factors);
    others.remove(factor);
    return new Term(others);
  }

  /** Whether all factors of another are its own too. */
  public boolean contains(Term other) {
    return factors.containsAll(other.factors);
  }

  /** The same with its factors in the order of a list. */
  Term inOrder(List<Factor> order) {
    List<Factor> sorted = factors();
    sorted.sort(Comparator.comparingInt(order::indexOf));
    return new Term(new LinkedHashSet<>(sorted));
  }

  /** In the order of the text. */
  public List<Factor> factors() {
    return new ArrayList<>(factors);
  }

  /** As a formula has it. */
  public String text() {
    return factors.stream().map(Factor::text).collect(Collectors.joining(":"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Term that && factors.equals(that.factors);
  }

  @Override
  public int hashCode() {
    return factors.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
