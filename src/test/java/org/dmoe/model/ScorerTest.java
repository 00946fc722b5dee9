package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {

  @Test
  void agreesWithTheMixture() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 500; trial++) {
      int d = random.nextInt(6);
      MixtureOfExperts mixture = Mixtures.random(random, 1 + random.nextInt(5), d);
      Scorer scorer = Scorer.of(mixture);
      for (int i = 0; i < 5; i++) {
        double[] x = Mixtures.vector(random, d);
        double y = random.nextDouble(-20, 20);
        scorer.at(x);
        assertSame(scorer.logDensity(y), mixture.logDensity(x, y));
        assertSame(scorer.mean(), mixture.mean(x));
        assertSame(scorer.variance(), mixture.variance(x));
        for (int k = 0; k < mixture.size(); k++) {
          assertSame(scorer.probability(k), mixture.gate().probabilities(x)[k]);
        }
        assertResponsibilities(scorer, y, mixture.responsibilities(x, y));
        assertThat(scorer.label(y)).isEqualTo(argMax(mixture.responsibilities(x, y)));
        assertThat(scorer.gateLabel()).isEqualTo(argMax(mixture.gate().probabilities(x)));
      }
    }
  }

  private static void assertSame(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
  }

  private static void assertResponsibilities(Scorer scorer, double y, double[] expected) {
    double[] tau = new double[expected.length];
    double entropy = 0;
    for (double t : expected) {
      entropy -= t > 0 ? t * Math.log(t) : 0;
    }
    assertThat(scorer.responsibilities(y, tau)).isCloseTo(entropy, within(1e-10));
    assertThat(tau).containsExactly(expected, within(1e-12));
  }

  private static int argMax(double[] values) {
    return IntStream.range(0, values.length).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
  }

  @Test
  void extremeGatesAndResiduals() {
    MixtureOfExperts mixture =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0, 1000}, {0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {0, 1}, 1e-6),
                GaussianExpert.of(new double[] {0, -1}, 1e6)));
    Scorer scorer = Scorer.of(mixture);
    for (double x : new double[] {-3, 0, 3}) {
      scorer.at(new double[] {x});
      assertSame(scorer.logDensity(50), mixture.logDensity(new double[] {x}, 50));
      assertThat(scorer.cumulative(-1e9)).isZero();
      assertThat(scorer.cumulative(1e9)).isEqualTo(1);
    }
  }

  @Test
  void theCumulativeIsTheIntegralOfTheDensity() {
    SplittableRandom random = new SplittableRandom(2);
    MixtureOfExperts mixture = Mixtures.random(random, 3, 2);
    Scorer scorer = Scorer.of(mixture);
    scorer.at(Mixtures.vector(random, 2));
    for (double y = -10; y < 10; y += 0.7) {
      double integral = Simpson.integrate(scorer::density, y, y + 0.7, 200);
      assertThat(scorer.cumulative(y + 0.7) - scorer.cumulative(y))
          .isCloseTo(integral, within(1e-12));
    }
  }

  @Test
  void allocatesNothing() {
    SplittableRandom random = new SplittableRandom(3);
    Scorer scorer = Scorer.of(Mixtures.random(random, 4, 5));
    double[] x = Mixtures.vector(random, 5);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    double sum = score(scorer, x);
    long before = threads.getCurrentThreadAllocatedBytes();
    sum += score(scorer, x);
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 20_000;

    assertThat(sum).isFinite();
    assertThat(each).isLessThan(2);
  }

  private static double score(Scorer scorer, double[] x) {
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      scorer.at(x);
      sum += scorer.logDensity(i * 1e-4) + scorer.mean() + scorer.variance() + scorer.label(1);
    }
    return sum;
  }
}
