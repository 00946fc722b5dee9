package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;

/** Mixtures of classes and counts against the definition. */
class FamilyMixtureTest {

  private static final double[] X = {0.8, -0.5};

  private static MixtureOfExperts mixture(Family family, double[][]... coefficients) {
    SoftmaxGate gate = SoftmaxGate.of(new double[][] {{0.4, 1, -1}, {0, 0, 0}});
    return MixtureOfExperts.of(
        family, gate, List.of(LinearExpert.of(coefficients[0]), LinearExpert.of(coefficients[1])));
  }

  private static final MixtureOfExperts CLASSES =
      mixture(
          Categorical.of(List.of("a", "b", "c")),
          new double[][] {{1, 0.5, 2}, {-0.3, 1, 0}},
          new double[][] {{0, -1, 1}, {0.6, 0, 0.2}});

  private static final MixtureOfExperts COUNTS =
      mixture(Poisson.INSTANCE, new double[][] {{0.2, 1, 0}}, new double[][] {{2, 0, 1}});

  private static final MixtureOfExperts SUCCESSES =
      mixture(Binomial.INSTANCE, new double[][] {{0.2, 1, 0}}, new double[][] {{-2, 0, 1}});

  private static double gate() {
    double logit = 0.4 + 0.8 + 0.5;
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void classProbabilitiesAreThoseOfTheExpertsMixedByTheGate() {
    double a = Math.exp(1 + 0.4 - 1);
    double b = Math.exp(-0.3 + 0.8);
    double c = Math.exp(-0.8 - 0.5);
    double d = Math.exp(0.6 - 0.1);
    double first = gate() * a / (1 + a + b) + (1 - gate()) * c / (1 + c + d);

    assertThat(CLASSES.classProbabilities(X)[0]).isCloseTo(first, within(1e-15));
    assertThat(CLASSES.logDensity(X, 0)).isCloseTo(Math.log(first), within(1e-14));
    assertThat(CLASSES.mean(X)).isNaN();
    assertThat(COUNTS.classProbabilities(X)).isEmpty();
  }

  @Test
  void meanAndVarianceAreThoseOfTheMixture() {
    double m = Math.exp(1.0);
    double n = Math.exp(1.5);
    double mean = gate() * m + (1 - gate()) * n;
    double second = gate() * (m + m * m) + (1 - gate()) * (n + n * n);

    assertThat(COUNTS.mean(X)).isCloseTo(mean, within(1e-14));
    assertThat(COUNTS.variance(X)).isCloseTo(second - mean * mean, within(1e-12));
  }

  @Test
  void scorerGivesWhatTheMixtureGives() {
    for (MixtureOfExperts mixture : List.of(CLASSES, COUNTS, SUCCESSES)) {
      Scorer scorer = Scorer.of(mixture);
      scorer.at(X);
      double[] tau = new double[2];
      scorer.responsibilities(1, tau);

      assertThat(scorer.logDensity(1)).isCloseTo(mixture.logDensity(X, 1), within(1e-14));
      assertThat(tau).containsExactly(mixture.responsibilities(X, 1), within(1e-14));
    }
    Scorer classes = Scorer.of(CLASSES);
    classes.at(X);
    assertThat(classes.classProbability(2))
        .isCloseTo(CLASSES.classProbabilities(X)[2], within(1e-15));
    assertThat(Scorer.of(COUNTS).classProbability(0)).isNaN();
  }

  @Test
  void exposureMultipliesCountsAndIsTheNumberOfTrials() {
    Scorer scorer = Scorer.of(COUNTS);
    scorer.at(X, 3);
    assertThat(scorer.mean()).isCloseTo(3 * COUNTS.mean(X), within(1e-13));
    assertThat(scorer.logDensity(4)).isCloseTo(COUNTS.logDensity(X, 4, 3), within(1e-14));

    Scorer successes = Scorer.of(SUCCESSES);
    successes.at(X, 5);
    double sum = 0;
    for (int y = 0; y <= 5; y++) {
      sum += successes.density(y);
      assertThat(successes.cumulative(y)).isCloseTo(sum, within(1e-13));
    }
    assertThat(sum).isCloseTo(1, within(1e-13));
  }

  @Test
  void quantilesAreTheLeastCountsThatReachTheLevel() {
    Scorer scorer = Scorer.of(COUNTS);
    scorer.at(X, 40);
    double[] levels = {1e-9, 0.1, 0.5, 0.99};
    double[] found = new double[levels.length];
    QuantileFinder.of(scorer, levels).find(found);
    for (int i = 0; i < levels.length; i++) {
      assertThat(scorer.cumulative(found[i])).isGreaterThanOrEqualTo(levels[i]);
      assertThat(found[i] == 0 ? 0 : scorer.cumulative(found[i] - 1)).isLessThan(levels[i]);
    }

    Scorer trials = Scorer.of(SUCCESSES);
    trials.at(X, 2);
    QuantileFinder.of(trials, 0.999999).find(found);
    assertThat(found[0]).isEqualTo(2);
  }

  @Test
  void freeParametersCountEveryPredictor() {
    assertThat(CLASSES.freeParameters()).isEqualTo(3 + 2 * 2 * 3);
    assertThat(COUNTS.freeParameters()).isEqualTo(3 + 2 * 3);
  }

  @Test
  void permutationAndDesignKeepFamilyAndDensity() {
    MixtureOfExperts swapped = CLASSES.permuted(new int[] {1, 0});

    assertThat(swapped.family()).isEqualTo(CLASSES.family());
    assertThat(swapped.logDensity(X, 1)).isCloseTo(CLASSES.logDensity(X, 1), within(1e-14));
    assertThat(CLASSES.canonical().linearExpert(0)).isEqualTo(CLASSES.linearExpert(1));
    Design constantGate = Design.of(new boolean[2], new boolean[] {true, true});
    MixtureOfExperts restricted = CLASSES.restrictedTo(constantGate);
    assertThat(restricted.linearExperts()).isEqualTo(CLASSES.linearExperts());
    assertThat(restricted.gate().alpha(0)).containsExactly(0.4, 0, 0);
  }

  @Test
  void expertsOfAnotherFamilyAreRejected() {
    SoftmaxGate gate = SoftmaxGate.uniform(1, 2);
    List<Expert> two = List.of(LinearExpert.of(new double[2][3]));
    List<Expert> gaussian = List.of(GaussianExpert.of(new double[3], 1));

    assertThatThrownBy(() -> MixtureOfExperts.of(Poisson.INSTANCE, gate, two))
        .hasMessageContaining("linear predictors");
    assertThatThrownBy(() -> MixtureOfExperts.of(Poisson.INSTANCE, gate, gaussian))
        .hasMessageContaining("not of family poisson");
    assertThatThrownBy(() -> COUNTS.experts()).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> LinearExpert.of(new double[][] {{1, Double.NaN}}))
        .hasMessageContaining("not finite");
  }
}
