package org.dmoe.data.formula;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Arithmetic of columns of numbers. */
interface Expression {

  /**
   * The value at a row; not finite outside the domain.
   *
   * @param columns the row's numbers by the names of their columns
   */
  double value(ToDoubleFunction<String> columns);

  /** As it is written, the same for the same expression. */
  String text();

  /** Names of the columns, in the order of the text. */
  Set<String> variables();

  /** A column. */
  record Variable(String name) implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return columns.applyAsDouble(name);
    }

    @Override
    public String text() {
      return Tokens.quote(name);
    }

    @Override
    public Set<String> variables() {
      return Set.of(name);
    }
  }

  /** A number. */
  record Constant(String text, double number) implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return number;
    }

    @Override
    public Set<String> variables() {
      return Set.of();
    }
  }

  /** A function of one argument; of the minus sign the name is "-". */
  record Call(String name, DoubleUnaryOperator function, Expression argument)
      implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return function.applyAsDouble(argument.value(columns));
    }

    @Override
    public String text() {
      return name.equals("-") ? "-" + argument.text() : name + "(" + argument.text() + ")";
    }

    @Override
    public Set<String> variables() {
      return argument.variables();
    }
  }

  /** An operation of two; brackets around it are written. */
  record Operation(String sign, DoubleBinaryOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return operator.applyAsDouble(left.value(columns), right.value(columns));
    }

    @Override
    public String text() {
      return left.text() + sign + right.text();
    }

    @Override
    public Set<String> variables() {
      Set<String> both = new LinkedHashSet<>(left.variables());
      both.addAll(right.variables());
      return both;
    }
  }

  /** What stands between brackets. */
  record Brackets(Expression inside) implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return inside.value(columns);
    }

    @Override
    public String text() {
      return "(" + inside.text() + ")";
    }

    @Override
    public Set<String> variables() {
      return inside.variables();
    }
  }

  /** Names of all columns of several. */
  static Set<String> variables(List<Factor> factors) {
    Set<String> names = new LinkedHashSet<>();
    factors.forEach(factor -> names.addAll(factor.variables()));
    return names;
  }
}
