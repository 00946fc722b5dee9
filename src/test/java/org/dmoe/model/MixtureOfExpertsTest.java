package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixtureOfExpertsTest {

  private final SplittableRandom random = new SplittableRandom(14);

  @Test
  void densityIsTheDefinition() {
    for (int trial = 0; trial < 100; trial++) {
      MixtureOfExperts mixture = Mixtures.random(random, 1 + trial % 4, 3);
      double[] x = Mixtures.vector(random, 3);
      double y = random.nextDouble(-6, 6);
      assertThat(Math.exp(mixture.logDensity(x, y)))
          .isCloseTo(density(mixture, x, y), within(1e-13));
    }
  }

  /** sum_k exp(alpha_k' x~) / sum_j exp(alpha_j' x~) N(y; beta_k' x~, sigma_k^2), without logs. */
  private static double density(MixtureOfExperts mixture, double[] x, double y) {
    double numerator = 0;
    double denominator = 0;
    for (int k = 0; k < mixture.size(); k++) {
      double[] alpha = mixture.gate().alpha(k);
      GaussianExpert expert = mixture.expert(k);
      double weight = alpha[0];
      double mean = expert.intercept();
      for (int j = 0; j < x.length; j++) {
        weight += alpha[j + 1] * x[j];
        mean += expert.coefficient(j) * x[j];
      }
      double normal =
          Math.exp(-(y - mean) * (y - mean) / (2 * expert.variance()))
              / Math.sqrt(2 * Math.PI * expert.variance());
      numerator += Math.exp(weight) * normal;
      denominator += Math.exp(weight);
    }
    return numerator / denominator;
  }

  @Test
  void meanAndVarianceAreIntegralsOfTheDensity() {
    for (int trial = 0; trial < 20; trial++) {
      MixtureOfExperts mixture = Mixtures.random(random, 1 + trial % 4, 2);
      double[] x = Mixtures.vector(random, 2);
      double total = Simpson.integrate(y -> f(mixture, x, y), -40, 40, 4000);
      double first = Simpson.integrate(y -> y * f(mixture, x, y), -40, 40, 4000);
      double second = Simpson.integrate(y -> y * y * f(mixture, x, y), -40, 40, 4000);
      assertThat(total).isCloseTo(1, within(1e-10));
      assertThat(mixture.mean(x)).isCloseTo(first, within(1e-9));
      assertThat(mixture.variance(x)).isCloseTo(second - first * first, within(1e-8));
    }
  }

  private static double f(MixtureOfExperts mixture, double[] x, double y) {
    return Math.exp(mixture.logDensity(x, y));
  }

  @Test
  void responsibilitiesAreBayesRule() {
    MixtureOfExperts mixture = Mixtures.random(random, 4, 2);
    double[] x = {0.3, -0.7};
    double[] tau = mixture.responsibilities(x, 1.5);
    for (int k = 0; k < 4; k++) {
      double joint =
          mixture.gate().probabilities(x)[k] * Math.exp(mixture.expert(k).logDensity(x, 1.5));
      assertThat(tau[k]).isCloseTo(joint / f(mixture, x, 1.5), within(1e-14));
    }
    assertThat(Arrays.stream(tau).sum()).isCloseTo(1, within(1e-14));
  }

  @Test
  void theVarianceSurvivesALargeMean() {
    MixtureOfExperts mixture =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(2, 0),
            List.of(
                GaussianExpert.of(new double[] {1e9}, 1),
                GaussianExpert.of(new double[] {1e9 + 2}, 1)));

    assertThat(mixture.variance(new double[0])).isCloseTo(2, within(1e-12));
  }

  @Test
  void canonicalOrderIsByInterceptThenVarianceThenCoefficients() {
    List<GaussianExpert> sorted =
        List.of(
            GaussianExpert.of(new double[] {-1, 9, 9}, 9),
            GaussianExpert.of(new double[] {0, 9, 9}, 1),
            GaussianExpert.of(new double[] {0, 1, 9}, 2),
            GaussianExpert.of(new double[] {0, 2, 1}, 2),
            GaussianExpert.of(new double[] {0, 2, 3}, 2));
    double[][] alpha = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {-1, -2, -3}, {0, 0, 0}};
    MixtureOfExperts canonical = MixtureOfExperts.of(SoftmaxGate.of(alpha), sorted);
    MixtureOfExperts shuffled = canonical.permuted(new int[] {3, 1, 4, 0, 2});

    assertThat(canonical.canonical()).isEqualTo(canonical);
    assertThat(shuffled).isNotEqualTo(canonical);
    assertThat(shuffled.canonical()).isEqualTo(canonical);
  }

  @Test
  void anotherOrderIsTheSameDistribution() {
    MixtureOfExperts mixture = Mixtures.random(random, 3, 2);
    MixtureOfExperts other = mixture.permuted(new int[] {2, 0, 1});
    double[] x = {0.4, 1.1};

    assertThat(other.logDensity(x, 0.2)).isCloseTo(mixture.logDensity(x, 0.2), within(1e-13));
    assertThat(other.expert(0)).isEqualTo(mixture.expert(2));
    assertThat(other.gate().alpha(2)).containsOnly(0);
  }

  @Test
  void aShiftOfAllGatesChangesNothing() {
    double[][] alpha = {{1, 2}, {-3, 0.5}, {0, 0}};
    double[][] shifted = {{5, 1}, {1, -0.5}, {4, -1}};

    assertThat(SoftmaxGate.of(shifted)).isEqualTo(SoftmaxGate.of(alpha));
  }

  @Test
  void gatesOfAnySizeStayProbabilities() {
    SoftmaxGate gate = SoftmaxGate.of(new double[][] {{0, 1e4}, {0, -1e4}, {0, 0}});
    double[][] limits = {{-1, 0, 1, 0}, {1, 1, 0, 0}, {1e3, 1, 0, 0}};
    for (double[] limit : limits) {
      double[] x = {limit[0]};
      double largest = Math.abs(1e4 * x[0]);
      assertThat(gate.probabilities(x)).containsExactly(Arrays.copyOfRange(limit, 1, 4));
      assertThat(gate.logProbabilities(x))
          .containsExactly(1e4 * x[0] - largest, -1e4 * x[0] - largest, -largest);
    }
    double norm = Math.E + 1 / Math.E + 1;
    assertThat(gate.probabilities(new double[] {1e-4}))
        .containsExactly(new double[] {Math.E / norm, 1 / Math.E / norm, 1 / norm}, within(1e-15));
  }

  @Test
  void freeParametersAreCounted() {
    assertThat(Mixtures.random(random, 4, 20).freeParameters()).isEqualTo(3 * 21 + 4 * 22);
    assertThat(Mixtures.random(random, 1, 2).freeParameters()).isEqualTo(4);
  }

  @Test
  void whatIsNoModelIsRefused() {
    GaussianExpert two = GaussianExpert.of(new double[] {0, 1, 2}, 1);

    assertThatThrownBy(() -> MixtureOfExperts.of(SoftmaxGate.uniform(2, 2), List.of(two)))
        .hasMessage("there are 1 experts and 2 gates");
    assertThatThrownBy(() -> MixtureOfExperts.of(SoftmaxGate.uniform(1, 3), List.of(two)))
        .hasMessage("expert 0 has 2 coefficients, its gate has 3");
    assertThatThrownBy(() -> GaussianExpert.of(new double[] {0}, Double.NaN))
        .hasMessage("variance must be positive and finite: NaN");
    assertThatThrownBy(() -> GaussianExpert.of(new double[] {0, Double.NaN}, 1))
        .hasMessage("beta[1] is not finite: NaN");
    assertThatThrownBy(() -> SoftmaxGate.of(new double[][] {{0, 1}, {0}}))
        .hasMessageContaining("gate 0 has 2 numbers, the last has 1");
    assertThatThrownBy(() -> new LocalModel("a", Mixtures.random(random, 1, 1), 0))
        .hasMessage("sampleSize must be positive and finite: 0.0");
  }

  @Test
  void valuesAreCopiedInAndOut() {
    double[] beta = {1, 2};
    double[][] alpha = {{1, 2}, {0, 0}};
    GaussianExpert expert = GaussianExpert.of(beta, 1);
    SoftmaxGate gate = SoftmaxGate.of(alpha);
    beta[0] = 99;
    alpha[0][0] = 99;
    expert.beta()[0] = 98;
    gate.alpha()[0][0] = 98;
    gate.alpha(0)[0] = 97;

    assertThat(expert.intercept()).isEqualTo(1);
    assertThat(gate.alpha(0)).containsExactly(1, 2);
  }
}
