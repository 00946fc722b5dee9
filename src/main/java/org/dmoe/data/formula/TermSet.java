package org.dmoe.data.formula;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Terms of a gate or of experts.
 *
 * @param terms in their order, without the intercept
 * @param intercept whether it is there too
 */
public record TermSet(List<Term> terms, boolean intercept) {

  public TermSet {
    terms = List.copyOf(terms);
  }

  /** In the order in which they occur. */
  List<Factor> factors() {
    Set<Factor> factors = new LinkedHashSet<>();
    terms.forEach(term -> factors.addAll(term.factors()));
    return List.copyOf(factors);
  }

  /** Columns that they are made of. */
  Set<String> variables() {
    Set<String> names = new LinkedHashSet<>();
    terms.forEach(term -> names.addAll(Expression.variables(term.factors())));
    return names;
  }

  /**
   * Whether a category in a term is coded without its reference level: where the other factors are
   * all in an earlier term, as R has it (Chambers and Hastie 1992, 2.4.1).
   */
  public boolean isContrast(Term term, Factor category) {
    Term margin = term.without(category);
    return margin.equals(Term.ONE)
        || terms.stream().takeWhile(t -> !t.equals(term)).anyMatch(t -> t.contains(margin));
  }

  TermSet keeping(Predicate<Term> kept) {
    return new TermSet(terms.stream().filter(kept).toList(), intercept);
  }

  boolean hasDot() {
    return terms.stream().anyMatch(term -> term.factors().stream().anyMatch(Factor::isDot));
  }

  /** The same with its intercept. */
  TermSet withIntercept() {
    return new TermSet(terms, true);
  }

  /** As a formula has them, right of the tilde. */
  String text() {
    Stream<String> all = terms.stream().map(Term::text);
    if (terms.isEmpty() || !intercept) {
      all = Stream.concat(Stream.of(intercept ? "1" : "0"), all);
    }
    return all.collect(Collectors.joining(" + "));
  }
}
