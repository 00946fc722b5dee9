package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
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
}
