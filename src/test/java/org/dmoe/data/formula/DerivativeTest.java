package org.dmoe.data.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives of arithmetic against differences. */
class DerivativeTest {

  private static Factor factor(String text) {
    return Formula.parse("y ~ " + text, Optional.empty()).experts().terms().get(0).factors().get(0);
  }

  private static ToDoubleFunction<String> at(double a, double b) {
    return Map.of("a", a, "b", b)::get;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "I(a + b)",
        "I(a - 2*b)",
        "I(-a)",
        "I(a*b*a)",
        "I(a/b)",
        "I(3/(a + b))",
        "I(a^3)",
        "I(a^-2)",
        "I(a^2.5)",
        "I((a - b)^2)",
        "I(2^a)",
        "I(a^b)",
        "I(a^0)",
        "log(a)",
        "log(1 + a^2)",
        "exp(-a/2)",
        "sqrt(a)",
        "sqrt(a*b)",
        "I(log(a)/exp(b) - sqrt(a)^3)"
      })
  void areThoseOfDifferences(String text) {
    Factor factor = factor(text);
    double h = 1e-6;
    for (double[] point : new double[][] {{0.7, 1.3}, {2, 0.4}, {5, 3}}) {
      double a = point[0];
      double b = point[1];
      double inA = (factor.value(at(a + h, b)) - factor.value(at(a - h, b))) / (2 * h);
      double inB = (factor.value(at(a, b + h)) - factor.value(at(a, b - h))) / (2 * h);
      assertThat(factor.derivative(at(a, b), "a")).isCloseTo(inA, tolerance(inA));
      assertThat(factor.derivative(at(a, b), "b")).isCloseTo(inB, tolerance(inB));
      assertThat(factor.derivative(at(a, b), "c")).isZero();
    }
  }

  private static org.assertj.core.data.Offset<Double> tolerance(double expected) {
    return within(1e-7 * (1 + Math.abs(expected)));
  }

  @Test
  void whereThereIsNoSlopeThereIsNoNumber() {
    assertThat(factor("sqrt(a)").derivative(at(0, 1), "a")).isInfinite();
    assertThat(factor("I(a^2)").derivative(at(0, 1), "a")).isZero();
    assertThat(factor("I(a^2)").derivative(at(-3, 1), "a")).isEqualTo(-6);
    assertThat(factor("I(a^1)").derivative(at(0, 1), "a")).isEqualTo(1);
  }
}
