package org.dmoe.model.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Families of whole numbers against the definitions, by sums over all responses. */
class FamilyTest {

  private static final double STEP = 1e-5;

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(Categorical.of(2), new double[] {0.7}, new double[] {-1.2}, 1.0),
        Arguments.of(
            Categorical.of(4), new double[] {0.7, -2, 1}, new double[] {-1.2, 3, 0.1}, 1.0),
        Arguments.of(Binomial.INSTANCE, new double[] {0.4}, new double[] {-1}, 1.0),
        Arguments.of(Binomial.INSTANCE, new double[] {-2.3}, new double[] {1.5}, 13.0),
        Arguments.of(Poisson.INSTANCE, new double[] {1.3}, new double[] {0.2}, 1.0),
        Arguments.of(Poisson.INSTANCE, new double[] {-0.4}, new double[] {1}, 7.5));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void probabilitiesSumToOneAndGiveTheMoments(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    double sum = 0;
    double first = 0;
    double second = 0;
    for (double y = 0; y <= last(family, exposure); y++) {
      double p = Math.exp(family.logDensity(eta, Double.NaN, y, exposure));
      sum += p;
      first += p * y;
      second += p * y * y;
      assertThat(family.cumulative(eta, Double.NaN, y, exposure)).isCloseTo(sum, within(1e-13));
    }

    assertThat(sum).isCloseTo(1, within(1e-13));
    if (family.classes().isEmpty()) {
      assertThat(family.mean(eta, exposure)).isCloseTo(first, within(1e-11));
      assertThat(family.variance(eta, Double.NaN, exposure))
          .isCloseTo(second - first * first, within(1e-10));
    } else {
      assertThat(family.mean(eta, exposure)).isNaN();
      assertThat(family.variance(eta, Double.NaN, exposure)).isNaN();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void classProbabilitiesAreThoseOfTheDensity(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    double[] p = family.classProbabilities(eta);

    assertThat(p).hasSize(family.classes().size());
    for (int c = 0; c < p.length; c++) {
      assertThat(p[c]).isCloseTo(Math.exp(family.logDensity(eta, 0, c, 1)), within(1e-15));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void meanAndCovarianceAreDerivativesOfTheLogPartitionFunction(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    int q = family.predictors();
    double[] mean = new double[q];
    family.logPartition(eta, mean);
    for (int c = 0; c < q; c++) {
      double[] up = eta.clone();
      double[] down = eta.clone();
      up[c] += STEP;
      down[c] -= STEP;
      double[] meanUp = new double[q];
      double[] meanDown = new double[q];
      double slope = family.logPartition(up, meanUp) - family.logPartition(down, meanDown);

      assertThat(mean[c]).isCloseTo(slope / (2 * STEP), within(1e-8));
      for (int e = 0; e < q; e++) {
        assertThat(family.covariance(mean, c, e))
            .isCloseTo((meanUp[e] - meanDown[e]) / (2 * STEP), within(1e-8));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void divergenceIsTheExpectedLogRatio(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    double sum = 0;
    for (double y = 0; y <= last(family, 1); y++) {
      double log = family.logDensity(eta, 0, y, 1);
      sum += Math.exp(log) * (log - family.logDensity(other, 0, y, 1));
    }

    assertThat(family.kullbackLeibler(eta, 0, other, 0)).isCloseTo(sum, within(1e-12));
    assertThat(family.kullbackLeibler(eta, 0, eta, 0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void blocksGiveWhatRowsGive(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    int q = family.predictors();
    double[][] etas = new double[q][2];
    double[] y = {0, 1};
    double[] exposures = {exposure, exposure};
    for (int c = 0; c < q; c++) {
      etas[c][0] = eta[c];
      etas[c][1] = other[c];
    }
    double[] A = new double[2];
    double[][] mean = new double[q][2];
    double[] ratio = new double[2];
    family.logPartition(etas, 2, A, mean);
    family.logRatio(etas, A, y, exposures, 2, ratio);

    double[] meanOfRow = new double[q];
    assertThat(A[0]).isCloseTo(family.logPartition(eta, meanOfRow), within(1e-15));
    assertThat(A[1]).isCloseTo(family.logPartition(other, new double[q]), within(1e-15));
    assertThat(ratio[0]).isCloseTo(family.logRatio(eta, 0, exposure), within(1e-13));
    assertThat(ratio[1]).isCloseTo(family.logRatio(other, 1, exposure), within(1e-13));
    for (int c = 0; c < q; c++) {
      assertThat(mean[c][0]).isCloseTo(meanOfRow[c], within(1e-15));
    }
  }

  /** However improbable: a floor would not go with the gradient. */
  @Test
  void improbableClassesHaveTheirOwnLogDensity() {
    Categorical two = Categorical.of(2);
    double[] ratio = new double[1];
    two.logRatio(
        new double[][] {{2000}}, new double[] {2000}, new double[] {1}, new double[] {1}, 1, ratio);
    assertThat(ratio[0]).isEqualTo(-2000);
    assertThat(two.logDensity(new double[] {2000}, 0, 1, 1)).isEqualTo(-2000);
    assertThat(two.logDensity(new double[] {-2000}, 0, 0, 1)).isEqualTo(-2000);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void logDensityIsThatOfTheExponentialFamily(
      CanonicalFamily family, double[] eta, double[] other, double exposure) {
    double first =
        family.logDensity(eta, 0, 1, exposure) - family.logDensity(other, 0, 1, exposure);
    int q = family.predictors();
    double expected =
        -exposure
            * (family.logPartition(eta, new double[q]) - family.logPartition(other, new double[q]));
    for (int c = 0; c < q; c++) {
      expected += family.statistic(1, c) * (eta[c] - other[c]);
    }

    assertThat(first).isCloseTo(expected, within(1e-12));
  }

  @Test
  void hugeCountsKeepTheirDigits() {
    double y = 1e9;
    double[] best = {Math.log(y)};

    assertThat(Poisson.INSTANCE.logRatio(best, y, 1)).isCloseTo(0, within(1e-6));
    assertThat(Poisson.INSTANCE.logDensity(best, 0, y, 1))
        .isCloseTo(-0.5 * Math.log(2 * Math.PI * y), within(1e-6));
    assertThat(Poisson.INSTANCE.logRatio(new double[] {best[0] + 1e-4}, y, 1))
        .isCloseTo(-y * (Math.expm1(1e-4) - 1e-4), within(1e-5));
    assertThat(Binomial.INSTANCE.logRatio(new double[] {0}, y / 2, y)).isCloseTo(0, within(1e-6));
  }

  @Test
  void farPredictorsStayFinite() {
    for (CanonicalFamily family : List.of(Categorical.of(2), Binomial.INSTANCE, Poisson.INSTANCE)) {
      for (double eta : new double[] {-1e6, 1e6}) {
        double[] mean = new double[1];
        assertThat(family.logPartition(new double[] {eta}, mean)).isFinite();
        assertThat(mean[0]).isFinite();
        assertThat(family.logDensity(new double[] {eta}, 0, 1, 1)).isFinite();
      }
    }
  }

  @Test
  void metricOfClassesDoesNotDependOnTheBaseline() {
    Categorical family = Categorical.of(3);
    double[] all = {0.3, -1.4, 0};
    double sum = 0;
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        sum += all[a] * family.metric(a, b) * all[b];
      }
    }
    double mean = (0.3 - 1.4) / 3;

    assertThat(sum)
        .isCloseTo(
            (0.3 - mean) * (0.3 - mean) + (-1.4 - mean) * (-1.4 - mean) + mean * mean,
            within(1e-15));
  }

  @Test
  void gaussianIsTheNormalDensity() {
    double[] eta = {1.5};

    assertThat(Gaussian.INSTANCE.logDensity(eta, 4, 2.5, 1))
        .isCloseTo(-0.5 * Math.log(8 * Math.PI) - 0.125, within(1e-15));
    assertThat(Gaussian.INSTANCE.cumulative(eta, 4, 1.5, 1)).isEqualTo(0.5);
    assertThat(Gaussian.INSTANCE.kullbackLeibler(eta, 4, new double[] {0.5}, 2))
        .isCloseTo(0.5 * (Math.log(0.5) + 2 + 0.5 - 1), within(1e-15));
  }

  @Test
  void responsesThatDoNotFitAreRejected() {
    assertThatThrownBy(() -> Categorical.of(3).requireResponse(3, 1)).hasMessageContaining("3");
    assertThatThrownBy(() -> Poisson.INSTANCE.requireResponse(1.5, 1)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> Poisson.INSTANCE.requireResponse(-1, 1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Poisson.INSTANCE.requireResponse(1, 0)).hasMessageContaining("0");
    assertThatThrownBy(() -> Binomial.INSTANCE.requireResponse(5, 4)).hasMessageContaining("5");
    assertThatThrownBy(() -> Binomial.INSTANCE.requireResponse(2, 1))
        .hasMessageContaining("0 or 1");
    assertThatThrownBy(() -> Categorical.of(List.of("a", "a"))).hasMessageContaining("twice");
    assertThatThrownBy(() -> Families.of("gamma", List.of())).hasMessageContaining("poisson");
    Poisson.INSTANCE.requireResponse(1e9, 0.5);
    Binomial.INSTANCE.requireResponse(4, 4);
  }

  private static double last(Family family, double exposure) {
    return Math.min(family.largest(exposure), 150);
  }
}
