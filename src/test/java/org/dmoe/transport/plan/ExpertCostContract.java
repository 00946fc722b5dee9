package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** What every cost between experts keeps; a new cost says what it integrates. */
abstract class ExpertCostContract {

  private static final int TRIALS = 1000;

  private final Random random = new Random(1);

  abstract ExpertCost cost();

  /**
   * What the cost integrates over a standard normal z, of a local expert of mean m and variance v
   * to a global one of mean 0.
   */
  abstract double integrand(double z, double m, double v, double globalVariance);

  @Test
  void offsetAndSlopeMakeTheDefinition() {
    for (int trial = 0; trial < TRIALS; trial++) {
      double m = 3 * random.nextGaussian();
      double v = Math.exp(random.nextGaussian());
      double global = Math.exp(random.nextGaussian());
      double expected = normalMean(z -> integrand(z, m, v, global));
      assertThat(cost().offset(v, global) + cost().pull(v) * cost().slope(global) * m * m)
          .isCloseTo(expected, within(1e-11 * (1 + expected)));
    }
  }

  @Test
  void anExpertCostsNothingToItself() {
    for (int exponent = -300; exponent <= 300; exponent++) {
      double v = Math.pow(10, exponent) * (1 + random.nextDouble());
      assertThat(cost().offset(v, v)).isZero();
    }
  }

  /** Also where variances differ in their last digits. */
  @Test
  void noCostIsNegative() {
    for (int trial = 0; trial < TRIALS; trial++) {
      double v = Math.exp(5 * random.nextGaussian());
      double near = v * (1 + Math.scalb(random.nextGaussian(), -random.nextInt(54)));
      assertThat(cost().offset(v, Math.abs(near))).isNotNegative();
      assertThat(cost().slope(v)).isPositive();
      assertThat(cost().pull(v)).isPositive();
    }
  }

  @Test
  void costsOfExtremeVariancesAreNumbersOrInfinite() {
    for (int local = -300; local <= 300; local += 20) {
      for (int global = -300; global <= 300; global += 20) {
        double vl = Math.pow(10, local);
        double vk = Math.pow(10, global);
        double offset = cost().offset(vl, vk);
        assertThat(offset).as("1e%d to 1e%d", local, global).isGreaterThanOrEqualTo(0);
        if (Math.abs(local - global) <= 40) {
          assertThat(offset).as("1e%d to 1e%d", local, global).isFinite();
        }
        assertThat(local != global && offset == 0).as("1e%d to 1e%d", local, global).isFalse();
        assertThat(offset + cost().slope(vk) * 0).isEqualTo(offset);
        double variance = cost().barycentreVariance(cost().moment(vl), 0);
        assertThat(variance).isCloseTo(vl, within(1e-15 * vl));
      }
    }
  }

  /** Closer variances cost less. */
  @Test
  void theCostGrowsWithTheDifferenceOfVariances() {
    for (int sign = -1; sign <= 1; sign += 2) {
      double before = 0;
      for (int step = 1; step <= 400; step++) {
        double offset = cost().offset(Math.exp(sign * 0.05 * step), 1);
        assertThat(offset).as("step %d", sign * step).isGreaterThan(before);
        before = offset;
      }
    }
  }

  @Test
  void theVarianceOfTheBarycentreIsTheMinimiser() {
    for (int trial = 0; trial < 200; trial++) {
      int L = 1 + random.nextInt(6);
      double[] weight = random.doubles(L, 0.1, 1).toArray();
      double[] variance = random.doubles(L, -2, 2).map(Math::exp).toArray();
      double[] deviation = random.doubles(L, -1.5, 1.5).toArray();
      DoubleUnaryOperator objective =
          log -> {
            double v = Math.exp(log);
            double sum = 0;
            for (int l = 0; l < L; l++) {
              double squared = deviation[l] * deviation[l];
              double factor = cost().pull(variance[l]) * cost().slope(v);
              sum += weight[l] * (cost().offset(variance[l], v) + factor * squared);
            }
            return sum;
          };
      double mass = 0;
      double moment = 0;
      double squares = 0;
      for (int l = 0; l < L; l++) {
        mass += weight[l];
        moment += weight[l] * cost().moment(variance[l]);
        squares += weight[l] * cost().pull(variance[l]) * deviation[l] * deviation[l];
      }
      assertThat(Math.log(cost().barycentreVariance(moment / mass, squares / mass)))
          .isCloseTo(minimiser(objective, -4, 4), within(1e-6));
    }
  }

  /** The mean of f(z) over a standard normal z: trapezia, exact to rounding for smooth f. */
  private static double normalMean(DoubleUnaryOperator f) {
    double step = 1.0 / 16;
    double sum = 0;
    double mass = 0;
    for (int i = -192; i <= 192; i++) {
      double density = Math.exp(-0.5 * i * step * i * step);
      sum += density * f.applyAsDouble(i * step);
      mass += density;
    }
    return sum / mass;
  }

  /** Golden section. */
  private static double minimiser(DoubleUnaryOperator f, double from, double to) {
    double ratio = (Math.sqrt(5) - 1) / 2;
    double a = from;
    double b = to;
    while (b - a > 1e-8) {
      double left = b - ratio * (b - a);
      double right = a + ratio * (b - a);
      if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
        b = right;
      } else {
        a = left;
      }
    }
    return (a + b) / 2;
  }
}
