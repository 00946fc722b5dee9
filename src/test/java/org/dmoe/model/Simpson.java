package org.dmoe.model;

import java.util.function.DoubleUnaryOperator;

/** Simpson's rule, the tests' own integral. */
final class Simpson {

  private Simpson() {}

  static double integrate(DoubleUnaryOperator f, double from, double to, int pairs) {
    double h = (to - from) / (2 * pairs);
    double sum = f.applyAsDouble(from) + f.applyAsDouble(to);
    for (int i = 1; i < 2 * pairs; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * f.applyAsDouble(from + i * h);
    }
    return sum * h / 3;
  }
}
