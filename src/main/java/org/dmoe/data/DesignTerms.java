package org.dmoe.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dmoe.data.FeatureColumn.Use;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.formula.Term;
import org.dmoe.data.formula.TermSet;
import org.dmoe.model.Design;

/** The terms of gate and experts, and covariates of some of them alone. */
public final class DesignTerms {

  private DesignTerms() {}

  /** Those of the experts, then those of the gate. */
  public static List<DesignTerm> of(FeatureSpec spec) {
    List<DesignTerm> terms = new ArrayList<>();
    for (boolean ofGate : new boolean[] {false, true}) {
      terms.addAll(spec.formula().isNone() ? columns(spec, ofGate) : terms(spec, ofGate));
    }
    return List.copyOf(terms);
  }

  private static List<DesignTerm> columns(FeatureSpec spec, boolean ofGate) {
    List<DesignTerm> terms = new ArrayList<>();
    Design design = spec.design();
    int next = 0;
    for (FeatureColumn column : spec.columns()) {
      int end = next + column.covariates().size();
      if (ofGate ? column.use().inGate() : column.use().inExperts()) {
        List<Integer> covariates = IntStream.range(next, end).boxed().toList();
        terms.add(
            new DesignTerm(
                ofGate,
                column.name(),
                Optional.empty(),
                covariates,
                !ofGate && isEqual(design, covariates)));
      }
      next = end;
    }
    return terms;
  }

  private static List<DesignTerm> terms(FeatureSpec spec, boolean ofGate) {
    List<DesignTerm> terms = new ArrayList<>();
    Design design = spec.design();
    TermCoding coding = spec.coding();
    TermSet set = ofGate ? spec.formula().gate() : spec.formula().experts();
    for (Term term : set.terms()) {
      List<Integer> covariates =
          IntStream.range(0, coding.dimension())
              .filter(j -> coding.belongs(j, term, ofGate))
              .boxed()
              .toList();
      terms.add(
          new DesignTerm(
              ofGate,
              term.text(),
              Optional.of(term),
              covariates,
              !ofGate && isEqual(design, covariates)));
    }
    return terms;
  }

  private static boolean isEqual(Design design, List<Integer> covariates) {
    return !covariates.isEmpty() && covariates.stream().allMatch(j -> design.isEqual(j + 1));
  }

  /**
   * Some terms and, of a formula, all terms that they contain: an interaction is coded by the terms
   * beside it (marginality).
   *
   * @param all terms of a table
   * @param chosen among them
   */
  public static Set<DesignTerm> withMargins(List<DesignTerm> all, Set<DesignTerm> chosen) {
    Set<DesignTerm> kept = new HashSet<>(chosen);
    for (DesignTerm term : all) {
      if (chosen.stream().anyMatch(c -> contains(c, term))) {
        kept.add(term);
      }
    }
    return kept;
  }

  private static boolean contains(DesignTerm one, DesignTerm other) {
    return one.ofGate() == other.ofGate()
        && one.term().isPresent()
        && one.term().get().contains(other.term().orElseThrow());
  }

  /**
   * The covariates of these terms, with what else is known of the table.
   *
   * @param kept terms of the table, at least one
   */
  public static FeatureSpec keep(FeatureSpec spec, Set<DesignTerm> kept) {
    return spec.formula().isNone() ? keepColumns(spec, kept) : keepTerms(spec, kept);
  }

  private static FeatureSpec keepColumns(FeatureSpec spec, Set<DesignTerm> kept) {
    Set<String> gate = names(kept, true);
    Set<String> experts = names(kept, false);
    List<FeatureColumn> columns = new ArrayList<>();
    for (FeatureColumn column : spec.columns()) {
      boolean inGate = gate.contains(column.name());
      boolean inExperts = experts.contains(column.name());
      if (inGate || inExperts) {
        Use use = !inGate ? Use.EXPERTS : inExperts ? Use.BOTH : Use.GATE;
        columns.add(column.withUse(use));
      }
    }
    return spec.withColumns(columns);
  }

  private static Set<String> names(Set<DesignTerm> terms, boolean ofGate) {
    Set<String> names = new HashSet<>();
    terms.stream().filter(t -> t.ofGate() == ofGate).forEach(t -> names.add(t.name()));
    return names;
  }

  private static FeatureSpec keepTerms(FeatureSpec spec, Set<DesignTerm> kept) {
    Set<String> gate = names(kept, true);
    Set<String> experts = names(kept, false);
    Formula formula =
        spec.formula()
            .keeping(term -> experts.contains(term.text()), term -> gate.contains(term.text()));
    Set<String> variables = new HashSet<>(formula.variables());
    List<FeatureColumn> columns =
        spec.columns().stream().filter(column -> variables.contains(column.name())).toList();
    return new FeatureSpec(
        columns, spec.response(), spec.weight(), formula, spec.type(), spec.equality());
  }
}
