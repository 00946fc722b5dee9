package org.dmoe.data.formula;

import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What terms are products of: a column, a function of columns of numbers, or raw powers of one. Two
 * are equal if they are written the same.
 */
public final class Factor {

  /** Stands for all other columns until these are known. */
  static final String DOT = ".";

  private final String text;
  private final Expression expression;
  private final int degree;

  private Factor(String text, Expression expression, int degree) {
    this.text = text;
    this.expression = expression;
    this.degree = degree;
  }

  static Factor column(String name) {
    Expression variable = new Expression.Variable(name);
    return new Factor(variable.text(), variable, 1);
  }

  static Factor dot() {
    return new Factor(DOT, new Expression.Constant(DOT, Double.NaN), 1);
  }

  /** As it is written: {@code I(x^2)}, {@code log(x)}. */
  static Factor function(String name, Expression argument) {
    Expression of =
        name.equals("I")
            ? argument
            : new Expression.Call(name, ExpressionParser.FUNCTIONS.get(name), argument);
    return new Factor(name + "(" + argument.text() + ")", of, 1);
  }

  /** x, x^2, ... up to a degree. */
  static Factor powers(Expression base, int degree) {
    return new Factor("poly(" + base.text() + ", " + degree + ")", base, degree);
  }

  /** The column itself, where it is one; empty else. */
  public String column() {
    return expression instanceof Expression.Variable v && degree == 1 && text.equals(v.text())
        ? v.name()
        : "";
  }

  /** As a formula has it. */
  public String text() {
    return text;
  }

  /** Number of columns that it makes of numbers. */
  public int degree() {
    return degree;
  }

  /** Columns that it is made of, in the order of its text. */
  public Set<String> variables() {
    return expression.variables();
  }

  /**
   * Its value at a row; of powers that of the base. Not finite outside its domain.
   *
   * @param columns the row's numbers by the names of their columns
   */
  public double value(ToDoubleFunction<String> columns) {
    return expression.value(columns);
  }

  /** Its derivative in a column of numbers; of powers that of the base. */
  public double derivative(ToDoubleFunction<String> columns, String column) {
    return expression.derivative(columns, column);
  }

  boolean isDot() {
    return text.equals(DOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Factor that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
