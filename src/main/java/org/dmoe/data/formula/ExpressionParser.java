package org.dmoe.data.formula;

import java.util.Map;
import org.dmoe.linalg.PortableMath;

/** Arithmetic between the brackets of a function: + - * / ^ as usual, the power from the right. */
final class ExpressionParser {

  static final Map<String, Expression.Function> FUNCTIONS =
      Map.of(
          "log",
          new Expression.Function(x -> x > 0 ? PortableMath.log(x) : Double.NaN, x -> 1 / x),
          "exp",
          new Expression.Function(PortableMath::exp, PortableMath::exp),
          "sqrt",
          new Expression.Function(Math::sqrt, x -> 0.5 / Math.sqrt(x)));

  private static final Expression.Function MINUS = new Expression.Function(x -> -x, x -> -1);

  private final Tokens tokens;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Expression sum() {
    Expression left = product();
    while (true) {
      if (tokens.take("+")) {
        left = new Expression.Operation(" + ", (a, b) -> a + b, left, product());
      } else if (tokens.take("-")) {
        left = new Expression.Operation(" - ", (a, b) -> a - b, left, product());
      } else {
        return left;
      }
    }
  }

  private Expression product() {
    Expression left = signed();
    while (true) {
      if (tokens.take("*")) {
        left = new Expression.Operation("*", (a, b) -> a * b, left, signed());
      } else if (tokens.take("/")) {
        left = new Expression.Operation("/", (a, b) -> a / b, left, signed());
      } else {
        return left;
      }
    }
  }

  private Expression signed() {
    if (tokens.take("-")) {
      return new Expression.Call("-", MINUS, signed());
    }
    Expression base = atom();
    return tokens.take("^")
        ? new Expression.Operation("^", ExpressionParser::power, base, signed())
        : base;
  }

  /** Whole powers by multiplication, so that they are the same everywhere. */
  private static double power(double base, double exponent) {
    if (exponent != Math.rint(exponent) || Math.abs(exponent) > 64) {
      return StrictMath.pow(base, exponent);
    }
    double product = 1;
    for (int i = 0; i < Math.abs(exponent); i++) {
      product *= base;
    }
    return exponent < 0 ? 1 / product : product;
  }

  private Expression atom() {
    if (tokens.take("(")) {
      Expression inside = sum();
      tokens.expect(")");
      return new Expression.Brackets(inside);
    }
    if (tokens.kind() == Tokens.Kind.NUMBER) {
      return constant();
    }
    if (tokens.isFunction()) {
      return call();
    }
    return new Expression.Variable(tokens.name("a number, a column or a function"));
  }

  private Expression constant() {
    String word = tokens.word();
    double number;
    try {
      number = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw tokens.error("a number is expected");
    }
    tokens.advance();
    return new Expression.Constant(word, number);
  }

  private Expression call() {
    Expression.Function function = FUNCTIONS.get(tokens.word());
    if (function == null) {
      throw tokens.error("log(), exp() or sqrt() is expected");
    }
    String name = tokens.name("a function");
    tokens.expect("(");
    Expression argument = sum();
    tokens.expect(")");
    return new Expression.Call(name, function, argument);
  }
}
