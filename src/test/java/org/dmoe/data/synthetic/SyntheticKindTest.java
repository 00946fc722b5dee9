package org.dmoe.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.dmoe.model.MixtureOfExperts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticKindTest {

  private static final int N = 60_000;

  @ParameterizedTest
  @EnumSource(SyntheticKind.class)
  void parametersFollowFromTheSeed(SyntheticKind kind) {
    MixtureOfExperts truth = kind.population(5, 6, 3).truth();

    assertThat(truth.size()).isEqualTo(3);
    assertThat(truth.dimension()).isEqualTo(6);
    assertThat(kind.population(5, 6, 3).truth()).isEqualTo(truth);
    assertThat(kind.population(6, 6, 3).truth()).isNotEqualTo(truth);
  }

  @ParameterizedTest
  @EnumSource(SyntheticKind.class)
  void oneExpertAndOneCovariateWillDo(SyntheticKind kind) {
    assertThat(kind.population(1, 1, 1).truth().size()).isEqualTo(1);
    assertThatThrownBy(() -> kind.population(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kind.population(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hardHasCovariatesOfCovarianceFourToTheMinusDistance() {
    double[][] covariance = covariance(SyntheticKind.HARD.population(1, 4, 2));

    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double expected = Math.pow(4, -Math.abs(i - j));
        assertThat(covariance[i][j]).isCloseTo(expected, within(5 * Math.sqrt(2.0 / N)));
      }
    }
  }

  @Test
  void paperHasStandardisedCovariates() {
    double[][] covariance = covariance(SyntheticKind.PAPER.population(2, 5, 4));

    for (int j = 0; j < 5; j++) {
      assertThat(covariance[j][j]).isCloseTo(1, within(5 * Math.sqrt(2.0 / N)));
    }
  }

  @Test
  void paperHasEvenInterceptsAndVariancesOfFourOrFive() {
    MixtureOfExperts truth = SyntheticKind.PAPER.population(2, 20, 4).truth();

    double[] intercepts = truth.experts().stream().mapToDouble(e -> e.intercept()).toArray();
    assertThat(intercepts[0]).isEqualTo(-5);
    assertThat(intercepts[1]).isCloseTo(-5.0 / 3, within(1e-12));
    assertThat(intercepts[3]).isEqualTo(5);
    assertThat(truth.experts()).allMatch(e -> e.variance() == 4 || e.variance() == 5);
  }

  @Test
  void severeHasTheSharesOfItsName() {
    assertShares(SyntheticKind.SEVERE, 0.02, 0.08, 0.20, 0.30, 0.40);
  }

  @Test
  void balancedHasEqualShares() {
    assertShares(SyntheticKind.BALANCED, 0.2, 0.2, 0.2, 0.2, 0.2);
  }

  private static void assertShares(SyntheticKind kind, double... shares) {
    RowGenerator generator = RowGenerator.of(kind.population(4, 20, 5), 4);
    double[] seen = new double[5];
    for (int i = 0; i < N; i++) {
      generator.next();
      seen[generator.label()] += 1.0 / N;
    }
    for (int k = 0; k < 5; k++) {
      assertThat(seen[k]).isCloseTo(shares[k], within(5 * 0.5 / Math.sqrt(N)));
    }
  }

  private static double[][] covariance(Population population) {
    RowGenerator generator = RowGenerator.of(population, 11);
    int d = generator.x().length;
    double[][] sums = new double[d][d];
    double[] means = new double[d];
    for (int n = 0; n < N; n++) {
      generator.next();
      for (int i = 0; i < d; i++) {
        means[i] += generator.x()[i] / N;
        for (int j = 0; j < d; j++) {
          sums[i][j] += generator.x()[i] * generator.x()[j] / N;
        }
      }
    }
    for (int i = 0; i < d; i++) {
      assertThat(means[i]).isCloseTo(0, within(5 / Math.sqrt(N)));
    }
    return sums;
  }
}
