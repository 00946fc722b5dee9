package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileFinderTest {

  private static final double[] LEVELS = {1e-9, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999};

  @Test
  void theDistributionFunctionTakesEachQuantileToItsLevel() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 300; trial++) {
      int d = random.nextInt(4);
      Scorer scorer = Scorer.of(Mixtures.random(random, 1 + random.nextInt(5), d));
      QuantileFinder finder = QuantileFinder.of(scorer, LEVELS);
      double[] quantiles = new double[finder.size()];
      scorer.at(Mixtures.vector(random, d));
      finder.find(quantiles);
      assertThat(quantiles).isSorted();
      for (int i = 0; i < LEVELS.length; i++) {
        double error = scorer.cumulative(quantiles[i]) - LEVELS[i];
        assertThat(error / Math.min(LEVELS[i], 1 - LEVELS[i])).isCloseTo(0, within(1e-10));
      }
    }
  }

  /** Quantiles of N(0, 1) from R 4.2, qnorm(c(.05, .5, .975), 3, 2). */
  @Test
  void oneExpertHasNormalQuantiles() {
    double[] quantiles = quantiles(0.5, new double[] {3, 3}, 4, 4, 0.05, 0.5, 0.975);

    assertThat(quantiles[0]).isCloseTo(-0.28970725390294, within(1e-12));
    assertThat(quantiles[1]).isCloseTo(3, within(1e-14));
    assertThat(quantiles[2]).isCloseTo(6.91992796908011, within(1e-12));
  }

  @Test
  void expertsFarApartSplitTheLevels() {
    double[] quantiles = quantiles(0.25, new double[] {-1e6, 1e6}, 1e-4, 1, 0.125, 0.2, 0.3, 0.625);

    assertThat(quantiles[0]).isCloseTo(-1e6, within(1e-9));
    assertThat(quantiles[1]).isBetween(-1e6, -1e6 + 0.1);
    assertThat(quantiles[2]).isBetween(1e6 - 5, 1e6);
    assertThat(quantiles[3]).isCloseTo(1e6, within(1e-9));
  }

  @Test
  void anExpertOfNoWeightDoesNotCount() {
    MixtureOfExperts mixture =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{-1000}, {0}}),
            List.of(
                GaussianExpert.of(new double[] {1e9}, 1e-9),
                GaussianExpert.of(new double[] {7}, 1)));
    assertThat(find(mixture, 0.5)[0]).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void levelsOutsideAreRefused(double level) {
    Scorer scorer = Scorer.of(Mixtures.random(new SplittableRandom(1), 2, 1));
    assertThatThrownBy(() -> QuantileFinder.of(scorer, 0.5, level))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(level));
  }

  private static double[] quantiles(
      double weight,
      double[] means,
      double firstVariance,
      double secondVariance,
      double... levels) {
    MixtureOfExperts mixture =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{Math.log(weight / (1 - weight))}, {0}}),
            List.of(
                GaussianExpert.of(new double[] {means[0]}, firstVariance),
                GaussianExpert.of(new double[] {means[1]}, secondVariance)));
    return find(mixture, levels);
  }

  private static double[] find(MixtureOfExperts mixture, double... levels) {
    Scorer scorer = Scorer.of(mixture);
    scorer.at(new double[0]);
    double[] quantiles = new double[levels.length];
    QuantileFinder.of(scorer, levels).find(quantiles);
    return quantiles;
  }
}
