package org.dmoe.data.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The terms of a model: {@code log(price) ~ carat + cut} of the experts, {@code ~ carat} of the
 * gate. Two are equal if they are written the same.
 */
public final class Formula {

  private static final TermSet NOTHING = new TermSet(List.of(), true);

  /** Where covariates are the columns themselves. */
  public static final Formula NONE =
      new Formula(ResponseScale.IDENTITY, "", NOTHING, NOTHING, "", "");

  private final ResponseScale scale;
  private final String response;
  private final TermSet experts;
  private final TermSet gate;

  /** As it was given, where a dot is in it; else what it has come to. */
  private final String text;

  private final String gateText;

  private Formula(
      ResponseScale scale,
      String response,
      TermSet experts,
      TermSet gate,
      String text,
      String gateText) {
    this.scale = scale;
    this.response = response;
    this.experts = experts;
    this.gate = gate;
    this.text = text;
    this.gateText = gateText;
  }

  /**
   * Reads formulas. A dot stays until {@link #withOthers} says what it stands for.
   *
   * @param experts {@code response ~ terms}
   * @param gate {@code ~ terms}; the experts' terms, with an intercept, where empty
   * @throws IllegalArgumentException with the place of the first mistake, counted from 1
   */
  public static Formula parse(String experts, Optional<String> gate) {
    return parse(experts, gate, Optional.empty());
  }

  private static Formula parse(
      String experts, Optional<String> gate, Optional<List<String>> others) {
    Tokens tokens = new Tokens(experts);
    ResponseScale scale = ResponseScale.IDENTITY;
    if (tokens.isFunction()) {
      scale =
          ResponseScale.of(tokens.word())
              .orElseThrow(() -> tokens.error("a column, log(column) or sqrt(column) is expected"));
      tokens.advance();
      tokens.expect("(");
    }
    String response = tokens.name("the column of the response");
    if (scale != ResponseScale.IDENTITY) {
      tokens.expect(")");
    }
    String terms = tokens.rest();
    tokens.expect("~");
    TermSet ofExperts = new FormulaParser(tokens, others, List.of()).terms();
    TermSet ofGate =
        gate.map(text -> gate(text, others, ofExperts.factors())).orElse(ofExperts.withIntercept());
    boolean dot = ofExperts.hasDot() || ofGate.hasDot();
    String left = scale.text(Tokens.quote(response)) + " ~ ";
    Formula formula =
        new Formula(
            scale,
            response,
            ofExperts,
            ofGate,
            dot ? experts : left + ofExperts.text(),
            dot
                ? gate.orElse(ofExperts.intercept() ? terms : terms + " + 1")
                : "~ " + ofGate.text());
    formula.validate(experts);
    return formula;
  }

  /** The gate's interactions are written as the experts'. */
  private static TermSet gate(String text, Optional<List<String>> others, List<Factor> known) {
    Tokens tokens = new Tokens(text);
    if (!tokens.isSymbol("~")) {
      throw tokens.error("'~' is expected: a gate has no response, its terms stand behind '~'");
    }
    tokens.advance();
    return new FormulaParser(tokens, others, known).terms();
  }

  private void validate(String given) {
    if (experts.terms().isEmpty() && !experts.intercept()) {
      throw new IllegalArgumentException(
          "'%s': experts have neither an intercept nor a term".formatted(given));
    }
    if (experts.terms().isEmpty() && gate.terms().isEmpty()) {
      throw new IllegalArgumentException(
          "'%s': neither gate nor experts have a term".formatted(given));
    }
    if (variables().contains(response)) {
      throw new IllegalArgumentException(
          "'%s': the response '%s' is among the terms".formatted(given, response));
    }
  }

  /**
   * The same where each dot stands for the other columns.
   *
   * @param columns of the table that have no other part
   */
  public Formula withOthers(List<String> columns) {
    if (!hasDot()) {
      return this;
    }
    List<String> others = new ArrayList<>(columns);
    others.remove(response);
    return parse(text(), Optional.of(gateText()), Optional.of(others));
  }

  /**
   * The same of some of its terms, the intercepts always among them.
   *
   * @throws IllegalArgumentException if none is left
   */
  public Formula keeping(Predicate<Term> ofExperts, Predicate<Term> ofGate) {
    String left = scale.text(Tokens.quote(response)) + " ~ ";
    String kept = experts.keeping(ofExperts).text();
    return parse(left + kept, Optional.of("~ " + gate.keeping(ofGate).text()));
  }

  /** Whether a dot stands for columns that are not known yet. */
  public boolean hasDot() {
    return experts.hasDot() || gate.hasDot();
  }

  public boolean isNone() {
    return response.isEmpty();
  }

  /** What is done with the response. */
  public ResponseScale scale() {
    return scale;
  }

  /** Column of the response. */
  public String response() {
    return response;
  }

  public TermSet experts() {
    return experts;
  }

  public TermSet gate() {
    return gate;
  }

  /** Columns that terms are made of, in the order in which they occur. */
  public List<String> variables() {
    Set<String> names = new LinkedHashSet<>(experts.variables());
    names.addAll(gate.variables());
    return List.copyOf(names);
  }

  /** Of response and experts; empty where there is none. */
  public String text() {
    return text;
  }

  /** Of the gate; empty where there is none. */
  public String gateText() {
    return gateText;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Formula that
        && text().equals(that.text())
        && gateText().equals(that.gateText());
  }

  @Override
  public int hashCode() {
    return Objects.hash(text(), gateText());
  }

  @Override
  public String toString() {
    return text() + ", gate " + gateText();
  }
}
