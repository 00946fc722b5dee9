package org.dmoe.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.formula.Term;
import org.dmoe.data.formula.TermSet;
import org.dmoe.data.row.ColumnNames;

/** Covariates whose slopes are one number for all experts, by the names of columns or terms. */
final class EqualSlopes {

  private EqualSlopes() {}

  /**
   * Whether each of the d covariates is one of them.
   *
   * @throws IllegalArgumentException naming a term that experts do not have
   */
  static boolean[] of(FeatureSpec spec) {
    boolean[] equal = new boolean[spec.dimension()];
    for (String name : spec.equality().terms()) {
      if (spec.formula().isNone()) {
        markColumn(spec, name, equal);
      } else {
        markTerm(spec, name, equal);
      }
    }
    return equal;
  }

  private static void markColumn(FeatureSpec spec, String name, boolean[] equal) {
    List<String> known = new ArrayList<>();
    int next = 0;
    boolean found = false;
    for (FeatureColumn column : spec.columns()) {
      int end = next + column.covariates().size();
      if (column.use().inExperts()) {
        known.add(column.name());
        if (column.name().equals(name)) {
          found = true;
          Arrays.fill(equal, next, end, true);
        }
      }
      next = end;
    }
    require(found, name, known);
  }

  private static void markTerm(FeatureSpec spec, String name, boolean[] equal) {
    List<Term> terms = spec.formula().experts().terms();
    Optional<Term> asked = read(name);
    Optional<Term> term = terms.stream().filter(t -> asked.filter(t::equals).isPresent()).findAny();
    require(term.isPresent(), name, terms.stream().map(Term::text).toList());
    TermCoding coding = spec.coding();
    for (int j = 0; j < equal.length; j++) {
      equal[j] |= coding.belongs(j, term.get());
    }
  }

  /** Read as the formula is, so that blanks and the order of factors do not matter. */
  private static Optional<Term> read(String name) {
    try {
      TermSet set = Formula.parse("`the response` ~ " + name, Optional.of("~ 1")).experts();
      return set.terms().size() == 1 && set.intercept()
          ? Optional.of(set.terms().get(0))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean found, String name, List<String> known) {
    if (!found) {
      throw new IllegalArgumentException(
          "--equal: '%s' is not among the terms of the experts, which are %s%s"
              .formatted(name, String.join(", ", known), ColumnNames.suggestion(name, known)));
    }
  }
}
