package org.dmoe.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmoe.data.formula.Factor;
import org.dmoe.data.formula.Formula;
import org.dmoe.data.formula.Term;
import org.dmoe.data.formula.TermSet;
import org.dmoe.model.Design;

/**
 * The covariates that a formula makes of columns: of numbers their functions, of categories
 * indicators of levels (treatment coding, the first level the reference), of interactions products.
 * Those of the experts come first, then those that the gate has alone.
 */
final class TermCoding {

  /**
   * What a covariate is a product of.
   *
   * @param power of a function of numbers
   * @param level index of the level that is indicated; -1 of numbers
   */
  record Piece(String name, Factor factor, int power, int level) {}

  /** A covariate; its name is that of its pieces. */
  record Covariate(List<Piece> pieces) {
    String name() {
      return pieces.stream().map(Piece::name).collect(Collectors.joining(":"));
    }

    /** Whether it is an indicator of a category's level, and no product. */
    boolean isLevel() {
      return pieces.size() == 1 && pieces.get(0).level() >= 0;
    }
  }

  private final Formula formula;
  private final Map<String, FeatureColumn> columns = new HashMap<>();
  private final Map<String, Covariate> covariates = new LinkedHashMap<>();
  private final Map<String, FeatureColumn.Use> uses = new HashMap<>();

  /** Terms of the experts that a covariate belongs to. */
  private final Map<String, Set<Term>> terms = new HashMap<>();

  private final Map<String, Set<Term>> termsOfGate = new HashMap<>();

  /**
   * @throws IllegalArgumentException if a function is of a category, or two covariates would have
   *     one name
   */
  TermCoding(Formula formula, List<FeatureColumn> raw) {
    this.formula = formula;
    raw.forEach(column -> columns.put(column.name(), column));
    addAll(formula.experts(), FeatureColumn.Use.EXPERTS);
    addAll(formula.gate(), FeatureColumn.Use.GATE);
  }

  private void addAll(TermSet set, FeatureColumn.Use part) {
    Optional<Term> whole = firstOfCategories(set);
    for (Term term : set.terms()) {
      for (Covariate covariate : covariates(term, set, whole.filter(term::equals).isPresent())) {
        Covariate known = covariates.putIfAbsent(covariate.name(), covariate);
        if (known != null && !known.equals(covariate)) {
          throw new IllegalArgumentException(
              "two covariates would be called '" + covariate.name() + "'");
        }
        Map<String, Set<Term>> own = part == FeatureColumn.Use.EXPERTS ? terms : termsOfGate;
        own.computeIfAbsent(covariate.name(), name -> new HashSet<>()).add(term);
        uses.merge(
            covariate.name(), part, (one, other) -> one == other ? one : FeatureColumn.Use.BOTH);
      }
    }
  }

  /** The term in which a category takes the place of an intercept that is not there, as in R. */
  private Optional<Term> firstOfCategories(TermSet set) {
    return set.intercept()
        ? Optional.empty()
        : set.terms().stream()
            .filter(t -> t.factors().stream().anyMatch(this::isCategory))
            .findFirst();
  }

  private boolean isCategory(Factor factor) {
    FeatureColumn column = columns.get(factor.column());
    return column != null && column.isCategorical();
  }

  /**
   * Products of the factors' covariates, those of the first factor running fastest.
   *
   * @param whole whether the first category keeps all its levels, whatever its margin
   */
  private List<Covariate> covariates(Term term, TermSet set, boolean whole) {
    List<List<Piece>> products = List.of(List.of());
    boolean keeps = whole;
    for (Factor factor : term.factors()) {
      List<List<Piece>> longer = new ArrayList<>();
      boolean contrast = set.isContrast(term, factor) && !(keeps && isCategory(factor));
      keeps &= !isCategory(factor);
      for (Piece piece : pieces(factor, contrast)) {
        for (List<Piece> product : products) {
          List<Piece> with = new ArrayList<>(product);
          with.add(piece);
          longer.add(with);
        }
      }
      products = longer;
    }
    return products.stream().map(Covariate::new).toList();
  }

  private List<Piece> pieces(Factor factor, boolean contrast) {
    if (isCategory(factor)) {
      return levels(factor, columns.get(factor.column()), contrast ? 1 : 0);
    }
    for (String name : factor.variables()) {
      if (columns.containsKey(name) && columns.get(name).isCategorical()) {
        throw new IllegalArgumentException(
            "term '%s': column '%s' is a category, which has no numbers"
                .formatted(factor.text(), name));
      }
    }
    List<Piece> powers = new ArrayList<>();
    for (int power = 1; power <= factor.degree(); power++) {
      powers.add(new Piece(name(factor, power), factor, power, -1));
    }
    return powers;
  }

  private static List<Piece> levels(Factor factor, FeatureColumn column, int first) {
    List<Piece> levels = new ArrayList<>();
    for (int level = first; level < column.levels().size(); level++) {
      levels.add(new Piece(level(column, level), factor, 1, level));
    }
    return levels;
  }

  private static String level(FeatureColumn column, int level) {
    return column.name() + "=" + column.levels().get(level);
  }

  private static String name(Factor factor, int power) {
    if (!factor.column().isEmpty()) {
      return factor.column();
    }
    return factor.degree() == 1 ? factor.text() : factor.text() + power;
  }

  List<Covariate> covariates() {
    return List.copyOf(covariates.values());
  }

  /** Whether a covariate, by its number, belongs to a term of the experts. */
  boolean belongs(int covariate, Term term) {
    return belongs(covariate, term, false);
  }

  /** Whether it belongs to a term of the gate, or else of the experts. */
  boolean belongs(int covariate, Term term, boolean ofGate) {
    return (ofGate ? termsOfGate : terms)
        .getOrDefault(names().get(covariate), Set.of())
        .contains(term);
  }

  List<String> names() {
    return List.copyOf(covariates.keySet());
  }

  int dimension() {
    return covariates.size();
  }

  /** Whether a category that stands alone has an indicator of its first level too. */
  private boolean isWhole(FeatureColumn category) {
    return covariates.containsKey(level(category, 0));
  }

  Design design() {
    boolean[] gate = new boolean[dimension()];
    boolean[] experts = new boolean[dimension()];
    int j = 0;
    for (String name : covariates.keySet()) {
      gate[j] = uses.get(name).inGate();
      experts[j] = uses.get(name).inExperts();
      j++;
    }
    return Design.of(gate, formula.gate().intercept(), experts, formula.experts().intercept());
  }

  /**
   * The covariates as columns: categories that stand alone against their reference, and everything
   * else as a number.
   */
  List<FeatureColumn> asColumns() {
    List<FeatureColumn> all = new ArrayList<>();
    for (Covariate covariate : covariates.values()) {
      FeatureColumn.Use use = uses.get(covariate.name());
      Piece first = covariate.pieces().get(0);
      FeatureColumn raw = columns.get(first.factor().column());
      if (!covariate.isLevel() || isWhole(raw)) {
        boolean itself = !covariate.isLevel() && raw != null && covariate.pieces().size() == 1;
        String unit = itself ? raw.unit() : "";
        all.add(FeatureColumn.number(covariate.name()).withUnit(unit).withUse(use));
      } else if (first.level() == 1) {
        all.add(raw.withUse(use));
      }
    }
    return all;
  }
}
