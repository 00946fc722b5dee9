package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyData;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Expert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Local fits of classes, successes and counts: good ones and strange data. */
class FamilyFitTest {

  static Stream<Arguments> families() {
    return Stream.of(
        Arguments.of(Categorical.of(3), 1.0),
        Arguments.of(Binomial.INSTANCE, 8.0),
        Arguments.of(Poisson.INSTANCE, 3.0));
  }

  private static FitResult fit(Observations rows, Family family, int experts) {
    FitOptions options = FitOptions.builder(experts).family(family).build();
    return LocalFit.fit(rows, options, 3, Progress.SILENT);
  }

  @ParameterizedTest
  @MethodSource("families")
  void theRaceFindsTheTruthsOptimum(Family family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 4, 2, 3, 21);
    Observations rows = FamilyData.rows(truth, 3000, exposure, 22);
    FitResult raced = fit(rows, family, 2);
    FitResult climbed =
        LocalFit.fitFrom(
            truth,
            rows,
            FitOptions.builder(2).family(family).build(),
            new FeatureSpec(List.of(), ""),
            Progress.SILENT);

    assertThat(raced.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(raced.diagnostics().starts()).hasSize(12);
    assertThat(raced.diagnostics().logLikelihood())
        .isGreaterThan(climbed.diagnostics().logLikelihood() - 0.01)
        .isGreaterThan(3000 * FamilyData.meanLogLikelihood(truth, rows))
        .isCloseTo(
            3000 * FamilyData.meanLogLikelihood(raced.model().orElseThrow(), rows), within(1e-6));
    assertThat(raced.diagnostics().undetermined().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theSameRowsAndSeedGiveTheSameModel(Family family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 3, 2, 2, 5);
    Observations rows = FamilyData.rows(truth, 900, exposure, 6);

    assertThat(fit(rows, family, 2).model()).isEqualTo(fit(rows, family, 2).model());
  }

  @ParameterizedTest
  @MethodSource("families")
  void threadsLeaveNoTrace(Family family, double exposure) {
    MixtureOfExperts truth = FamilyData.clusters(family, 3, 2, 2, 5);
    Observations rows = FamilyData.rows(truth, 9000, exposure, 6);
    FitOptions.Builder options = FitOptions.builder(2).family(family).starts(4);
    FitResult alone = LocalFit.fit(rows, options.threads(Threads.ONE).build(), 3, Progress.SILENT);
    FitResult shared =
        LocalFit.fit(rows, options.threads(new Threads(3)).build(), 3, Progress.SILENT);

    assertThat(shared).isEqualTo(alone);
  }

  @ParameterizedTest
  @MethodSource("families")
  void aConstantResponseHasOneFiniteExpert(Family family, double exposure) {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 100; i++) {
      rows.add(new double[] {i % 7}, 0, 1, exposure);
    }
    FitResult result = fit(rows.build(), family, 2);

    assertThat(result.diagnostics().warnings())
        .contains("the response is constant; the model has one expert");
    assertThat(result.model().orElseThrow().size()).isEqualTo(1);
    assertThat(Math.exp(result.model().get().logDensity(new double[] {3}, 0))).isGreaterThan(0.98);
  }

  @Test
  void separatedClassesAreFiniteAndNamed() {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 300; i++) {
      double x = i / 100.0;
      rows.add(new double[] {x}, x < 1 ? 0 : i % 2 == 0 ? 1 : 2);
    }
    FitResult result = fit(rows.build(), Categorical.of(List.of("low", "b", "c")), 2);

    assertThat(result.diagnostics().warnings())
        .contains(
            "a linear predictor separates class 'low' from the others; only the ridge keeps its coefficients finite")
        .noneMatch(warning -> warning.contains("'b'"));
    for (Expert expert : result.model().orElseThrow().linearExperts()) {
      assertThat(Math.abs(expert.coefficients()[0][1])).isLessThan(200);
    }
  }

  /** Rows far away on the wrong side, of log probabilities of less than -700. */
  @Test
  void aFitWithOutliersConverges() {
    Observations.Builder rows = Observations.builder(2);
    Random random = new Random(5);
    for (int i = 0; i < 3000; i++) {
      double x = random.nextGaussian();
      rows.add(new double[] {x, random.nextGaussian()}, x > 0 ? 1 : 0);
    }
    rows.add(new double[] {-900, 0}, 1, 1e-3);
    FitResult result = fit(rows.build(), Categorical.of(2), 1);
    double odds = result.model().orElseThrow().logDensity(new double[] {-900, 0}, 1);

    assertThat(odds).isLessThan(-700);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().iterations()).isLessThan(40);
  }

  @Test
  void separatedSuccessesAreSaid() {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 300; i++) {
      rows.add(new double[] {i}, i < 150 ? 0 : 1);
    }

    assertThat(fit(rows.build(), Binomial.INSTANCE, 1).diagnostics().warnings())
        .anyMatch(warning -> warning.contains("separates successes from failures"));
  }

  @Test
  void aClassWithoutRowsIsNamedAndImprobable() {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(2), 2, 2, 2, 5);
    Observations rows = FamilyData.rows(truth, 800, 1, 6);
    Categorical three = Categorical.of(List.of("a", "b", "never"));
    FitResult result = fit(rows, three, 2);

    assertThat(result.diagnostics().warnings()).anyMatch(w -> w.contains("class 'never'"));
    assertThat(result.model().orElseThrow().classProbabilities(new double[2])[2]).isLessThan(1e-2);
  }

  @Test
  void hugeCountsAreFitted() {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 400; i++) {
      double x = i / 100.0 - 2;
      rows.add(new double[] {x}, Math.rint(1e9 * Math.exp((i % 2 == 0 ? 0.3 : -0.2) * x)));
    }
    Observations built = rows.build();
    FitResult one = fit(built, Poisson.INSTANCE, 1);
    FitResult two = fit(built, Poisson.INSTANCE, 2);

    assertThat(one.status().usable()).isTrue();
    assertThat(two.status().usable()).isTrue();
    double[] slopes = {
      two.model().orElseThrow().linearExpert(0).coefficients()[0][1],
      two.model().orElseThrow().linearExpert(1).coefficients()[0][1]
    };
    Arrays.sort(slopes);
    assertThat(slopes).containsExactly(new double[] {-0.2, 0.3}, within(1e-4));
  }

  @Test
  void fewRowsLowerTheNumberOfExperts() {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(3), 3, 2, 2, 5);
    FitResult result = fit(FamilyData.rows(truth, 70, 1, 6), truth.family(), 3);

    assertThat(result.model().orElseThrow().size()).isEqualTo(1);
    assertThat(result.diagnostics().warnings()).contains("70 rows allow 1 of 3 experts");
    assertThat(fit(FamilyData.rows(truth, 8, 1, 6), truth.family(), 1).status())
        .isEqualTo(FitStatus.TOO_FEW_ROWS);
  }

  @Test
  void responsesOfAnotherFamilyAreRefused() {
    Observations rows =
        Observations.builder(1).add(new double[] {1}, 2).add(new double[] {2}, 0.5).build();

    assertThatThrownBy(() -> fit(rows, Poisson.INSTANCE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the response must be a count: 0.5");
  }

  @Test
  void aStartOfAnotherFamilyIsRefused() {
    MixtureOfExperts counts = FamilyData.clusters(Poisson.INSTANCE, 1, 1, 2, 5);
    Observations rows = FamilyData.rows(counts, 50, 1, 6);

    assertThatThrownBy(
            () ->
                LocalFit.fitFrom(
                    counts,
                    rows,
                    FitOptions.of(1),
                    new FeatureSpec(List.of(), ""),
                    Progress.SILENT))
        .hasMessageContaining("family poisson");
  }

  @Test
  void familiesHaveDefaultsOfTheirOwn() {
    assertThat(FitOptions.builder(2).family(Categorical.of(2)).build().expertRidge())
        .isEqualTo(0.1);
    assertThat(FitOptions.builder(2).family(Poisson.INSTANCE).build().starts()).isEqualTo(12);
    assertThat(
            FitOptions.builder(2).expertRidge(0).family(Poisson.INSTANCE).build().toBuilder()
                .build()
                .expertRidge())
        .isZero();
  }
}
