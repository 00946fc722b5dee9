package org.dmoe.data.formula;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.dmoe.linalg.PortableMath;

/** Arithmetic of columns of numbers. */
interface Expression {

  /**
   * The value at a row; not finite outside the domain.
   *
   * @param columns the row's numbers by the names of their columns
   */
  double value(ToDoubleFunction<String> columns);

  /**
   * The derivative in a column at a row; not finite where there is none.
   *
   * @param columns the row's numbers by the names of their columns
   * @param column in which it is
   */
  double derivative(ToDoubleFunction<String> columns, String column);

  /** As it is written, the same for the same expression. */
  String text();

  /** Names of the columns, in the order of the text. */
  Set<String> variables();

  /** A function of a number, with its derivative. */
  record Function(DoubleUnaryOperator value, DoubleUnaryOperator slope) {}

  /** A column. */
  record Variable(String name) implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return columns.applyAsDouble(name);
    }

    @Override
    public double derivative(ToDoubleFunction<String> columns, String column) {
      return name.equals(column) ? 1 : 0;
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
    public double derivative(ToDoubleFunction<String> columns, String column) {
      return 0;
    }

    @Override
    public Set<String> variables() {
      return Set.of();
    }
  }

  /** A function of one argument; of the minus sign the name is "-". */
  record Call(String name, Function function, Expression argument) implements Expression {
    @Override
    public double value(ToDoubleFunction<String> columns) {
      return function.value().applyAsDouble(argument.value(columns));
    }

    @Override
    public double derivative(ToDoubleFunction<String> columns, String column) {
      double inner = argument.derivative(columns, column);
      return inner == 0 ? 0 : inner * function.slope().applyAsDouble(argument.value(columns));
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
    public double derivative(ToDoubleFunction<String> columns, String column) {
      double a = left.value(columns);
      double b = right.value(columns);
      double da = left.derivative(columns, column);
      double db = right.derivative(columns, column);
      return switch (sign.strip()) {
        case "+" -> da + db;
        case "-" -> da - db;
        case "*" -> da * b + a * db;
        case "/" -> (da - a / b * db) / b;
        default -> ofPower(a, b, da, db);
      };
    }

    /** b a^(b - 1) a' + a^b log(a) b'. */
    private double ofPower(double a, double b, double da, double db) {
      double ofBase = da == 0 || b == 0 ? 0 : b * operator.applyAsDouble(a, b - 1) * da;
      return db == 0 ? ofBase : ofBase + operator.applyAsDouble(a, b) * PortableMath.log(a) * db;
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
    public double derivative(ToDoubleFunction<String> columns, String column) {
      return inside.derivative(columns, column);
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
