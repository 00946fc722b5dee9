package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the distribution function of Commons Statistics. */
class PoissonQuantileTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.5, 7, 59.9})
  void countsAreExactWhereTheMeanIsSmall(double mean) {
    PoissonDistribution exact = PoissonDistribution.of(mean);
    for (double level = 0.013; level < 1; level += 0.031) {
      assertThat(PoissonQuantile.of(mean, level))
          .isEqualTo(exact.inverseCumulativeProbability(level));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {61, 400, 12345, 1e8})
  void countsAreOneOffAtMostWhereTheMeanIsLarge(double mean) {
    PoissonDistribution exact = PoissonDistribution.of(mean);
    int off = 0;
    int levels = 0;
    for (double level = 0.013; level < 1; level += 0.007, levels++) {
      double expected = exact.inverseCumulativeProbability(level);
      double found = PoissonQuantile.of(mean, level);
      double rounding = 1e-6 * Math.sqrt(mean);
      assertThat(Math.abs(found - expected)).isLessThanOrEqualTo(1 + rounding);
      off += Math.abs(found - expected) > rounding ? 1 : 0;
    }
    assertThat(off).isLessThanOrEqualTo(levels / 20);
  }
}
