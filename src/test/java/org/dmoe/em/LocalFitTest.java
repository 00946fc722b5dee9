package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.em.search.Solution;
import org.dmoe.linalg.Threads;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class LocalFitTest {

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{.5, 2, 0}, {0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {-20, 5, 1}, 4),
              GaussianExpert.of(new double[] {10, -5, 3}, 1)));

  @Test
  void findsTheMixtureThatMadeTheRows() {
    Observations rows = TestData.sample(TRUTH, 4000, new Random(3));
    FitResult result = LocalFit.fit(rows, FitOptions.of(2), 11, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    MixtureOfExperts model = result.model().orElseThrow();
    assertThat(model.expert(0).beta()).containsExactly(TRUTH.expert(0).beta(), within(.2));
    assertThat(model.expert(1).beta()).containsExactly(TRUTH.expert(1).beta(), within(.1));
    assertThat(model.expert(0).variance()).isCloseTo(4, within(.3));
    assertThat(model.gate().alpha(0)).containsExactly(TRUTH.gate().alpha(0), within(.3));
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(TestData.logLikelihood(model, rows), within(1e-7))
        .isGreaterThan(TestData.logLikelihood(TRUTH, rows));
    assertThat(result.diagnostics().starts()).hasSize(8);
    assertThat(result.diagnostics().warnings()).isEmpty();
  }

  @Test
  void oneExpertIsTheLeastSquaresFit() {
    Observations rows = TestData.sample(TRUTH, 100, new Random(4));
    FitResult result = LocalFit.fit(rows, FitOptions.of(1), 11, Progress.SILENT);
    GaussianExpert expert = result.model().orElseThrow().expert(0);
    double[] score = new double[3];
    double squares = 0;
    double[] x = new double[2];
    for (int i = 0; i < 100; i++) {
      rows.copyRow(i, x);
      double residual = rows.response(i) - expert.mean(x);
      score[0] += residual;
      score[1] += residual * x[0];
      score[2] += residual * x[1];
      squares += residual * residual;
    }
    assertThat(score).containsExactly(new double[3], within(1e-8));
    assertThat(expert.variance()).isCloseTo(squares / 100, within(1e-9));
  }

  @Test
  void sameSeedSameModel() {
    Observations rows = TestData.sample(TRUTH, 700, new Random(5));
    FitResult one = LocalFit.fit(rows, FitOptions.of(3), 1, Progress.SILENT);
    FitResult two = LocalFit.fit(rows, FitOptions.of(3), 1, Progress.SILENT);
    assertThat(one).isEqualTo(two);
  }

  @Test
  void threadsLeaveNoTrace() {
    Observations rows = TestData.sample(TRUTH, 9000, new Random(7));
    FitOptions.Builder options = FitOptions.builder(3).starts(5).longRace(true);
    FitResult alone = LocalFit.fit(rows, options.threads(Threads.ONE).build(), 1, Progress.SILENT);
    FitResult shared =
        LocalFit.fit(rows, options.threads(new Threads(3)).build(), 1, Progress.SILENT);
    assertThat(shared).isEqualTo(alone);
  }

  @Test
  void manyRowsEndAtTheOptimumOfAllOfThem() {
    Observations rows = TestData.sample(TRUTH, 30_000, new Random(6));
    FitResult result = LocalFit.fit(rows, FitOptions.of(2), 2, Progress.SILENT);
    StandardisedRows standardised = new StandardisedRows(rows, StandardUnits.of(rows));
    SearchSettings settings =
        FitOptions.of(2).settings(new ParameterLayout(3, 2), rows.totalWeight());
    PenalisedLikelihood objective = settings.objective(standardised);
    double[] truth = standardised.units().toStandardUnits(TRUTH);
    AscentResult fromTruth = settings.follow(objective, truth, Progress.SILENT, "");
    double expected = Solution.of(objective, fromTruth, "").logLikelihood();
    double units = Math.log(standardised.units().responseScale());
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(expected - 30_000 * units, within(1e-4));
  }

  @Test
  void findsAnExpertOfAHundredthOfTheRows() {
    MixtureOfExperts truth =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{4, 0.5, 0}, {4, -0.5, 0}, {0, 0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {-2, 1, 1}, 1),
                GaussianExpert.of(new double[] {0, -2, 1}, 1),
                GaussianExpert.of(new double[] {15, 3, -3}, 1)));
    Observations rows = TestData.sample(truth, 3000, new Random(8));
    MixtureOfExperts model =
        LocalFit.fit(rows, FitOptions.of(3), 1, Progress.SILENT).model().orElseThrow();
    assertThat(model.expert(2).beta()).containsExactly(new double[] {15, 3, -3}, within(0.8));
    assertThat(TestData.logLikelihood(model, rows))
        .isGreaterThan(TestData.logLikelihood(truth, rows));
  }
}
