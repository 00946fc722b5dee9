package org.dmoe.data.formula;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what stands right of the tilde: sets of terms, as Wilkinson and Rogers (1973) have them.
 */
final class FormulaParser {

  private static final int MOST_POWER = 9;
  private static final int MOST_TERMS = 10_000;

  private final Tokens tokens;
  private final Optional<List<String>> others;
  private final List<Factor> known;

  /**
   * @param others columns that the dot stands for; empty where they are not known yet
   * @param known factors that come first in terms, in this order
   */
  FormulaParser(Tokens tokens, Optional<List<String>> others, List<Factor> known) {
    this.tokens = tokens;
    this.others = others;
    this.known = known;
  }

  /** All terms, those of fewer factors first, factors as they first occur. */
  TermSet terms() {
    Set<Term> all = sum(set(Term.ONE));
    if (tokens.kind() != Tokens.Kind.END) {
      throw tokens.isSymbol("~")
          ? tokens.error("a second response is not possible: '+' or the end is expected")
          : tokens.error("an operator or the end is expected");
    }
    boolean intercept = all.remove(Term.ONE);
    Set<Factor> factors = new LinkedHashSet<>(known);
    all.forEach(term -> factors.addAll(term.factors()));
    List<Factor> order = List.copyOf(factors);
    List<Term> ordered = new ArrayList<>();
    all.forEach(term -> ordered.add(term.inOrder(order)));
    ordered.sort(Comparator.comparingInt(term -> term.factors().size()));
    return new TermSet(ordered, intercept);
  }

  /**
   * @param all what is there before the first term: the intercept, but nothing between brackets
   */
  private Set<Term> sum(Set<Term> all) {
    boolean outside = !all.isEmpty();
    if (!tokens.isSymbol("-")) {
      add(all, outside);
    }
    while (true) {
      if (tokens.take("+")) {
        add(all, outside);
      } else if (tokens.take("-")) {
        remove(all, outside);
      } else {
        return all;
      }
    }
  }

  private void add(Set<Term> all, boolean outside) {
    if (outside && tokens.takeNumber("0")) {
      all.remove(Term.ONE);
    } else {
      all.addAll(product());
    }
  }

  private void remove(Set<Term> all, boolean outside) {
    if (!outside && tokens.isNumber("1")) {
      throw tokens.error("- 1, for no intercept, stands outside of brackets");
    }
    if (outside && tokens.takeNumber("0")) {
      all.add(Term.ONE);
    } else {
      all.removeAll(product());
    }
  }

  private Set<Term> product() {
    Set<Term> left = interaction();
    while (tokens.take("*")) {
      Set<Term> right = interaction();
      Set<Term> both = new LinkedHashSet<>(left);
      both.addAll(right);
      both.addAll(times(left, right));
      left = both;
    }
    return left;
  }

  private Set<Term> interaction() {
    Set<Term> left = power();
    while (tokens.take(":")) {
      left = times(left, power());
    }
    return left;
  }

  private Set<Term> times(Set<Term> left, Set<Term> right) {
    Set<Term> all = new LinkedHashSet<>();
    for (Term a : left) {
      for (Term b : right) {
        all.add(a.times(b));
      }
    }
    if (all.size() > MOST_TERMS) {
      throw tokens.error("more than %d terms".formatted(MOST_TERMS));
    }
    return all;
  }

  private Set<Term> power() {
    Set<Term> base = atom();
    if (!tokens.take("^")) {
      return base;
    }
    int power = tokens.whole(1, MOST_POWER);
    Set<Term> all = new LinkedHashSet<>(base);
    for (int i = 1; i < power; i++) {
      all.addAll(times(all, base));
    }
    return all;
  }

  private Set<Term> atom() {
    if (tokens.take("(")) {
      Set<Term> inside = sum(new LinkedHashSet<>());
      tokens.expect(")");
      return inside;
    }
    if (tokens.kind() == Tokens.Kind.NUMBER) {
      return one();
    }
    if (tokens.isFunction()) {
      return set(Term.of(function()));
    }
    boolean isDot = tokens.word().equals(Factor.DOT);
    String name = tokens.name("a term");
    return isDot ? dot() : set(Term.of(Factor.column(name)));
  }

  private Set<Term> one() {
    if (tokens.word().equals("0")) {
      throw tokens.error("0, for no intercept, is a term of its own, outside of brackets");
    }
    if (!tokens.word().equals("1")) {
      throw tokens.error("a term is expected (arithmetic stands between I( and ))");
    }
    tokens.advance();
    return set(Term.ONE);
  }

  private Set<Term> dot() {
    Set<Term> all = new LinkedHashSet<>();
    if (others.isEmpty()) {
      all.add(Term.of(Factor.dot()));
    }
    others.ifPresent(names -> names.forEach(name -> all.add(Term.of(Factor.column(name)))));
    return all;
  }

  private static Set<Term> set(Term term) {
    Set<Term> one = new LinkedHashSet<>();
    one.add(term);
    return one;
  }

  private Factor function() {
    String name = tokens.word();
    boolean powers = name.equals("poly");
    if (!powers && !name.equals("I") && !ExpressionParser.FUNCTIONS.containsKey(name)) {
      throw tokens.error("I(), log(), exp(), sqrt() or poly() is expected");
    }
    tokens.advance();
    tokens.expect("(");
    Expression argument = new ExpressionParser(tokens).sum();
    if (argument.variables().isEmpty()) {
      throw tokens.error("'%s' names no column: one is expected before".formatted(argument.text()));
    }
    Factor factor;
    if (powers) {
      tokens.expect(",");
      factor = Factor.powers(argument, tokens.whole(1, MOST_POWER));
    } else {
      factor = Factor.function(name, argument);
    }
    tokens.expect(")");
    return factor;
  }
}
