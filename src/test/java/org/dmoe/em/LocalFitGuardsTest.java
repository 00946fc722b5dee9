package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

/** What a fit does with rows that a mixture cannot be had from as they are. */
class LocalFitGuardsTest {

  private final Random random = new Random(17);

  @Test
  void tooFewRowsAreAStatusWithItsReason() {
    FitResult result = fit(rows(4, 3, (x, i) -> x[0]), 1);
    assertThat(result.status()).isEqualTo(FitStatus.TOO_FEW_ROWS);
    assertThat(result.model()).isEmpty();
    assertThat(result.diagnostics().reason())
        .isEqualTo("4 usable rows, one linear expert has 5 parameters");
    assertThat(result.diagnostics().logLikelihood()).isNaN();
    assertThat(fit(Observations.builder(2).build(), 2).status()).isEqualTo(FitStatus.TOO_FEW_ROWS);
  }

  @Test
  void moreExpertsThanRowsAllowAreFewerExperts() {
    FitResult result = fit(rows(12, 2, (x, i) -> random.nextGaussian()), 6);
    int size = result.model().orElseThrow().size();
    assertThat(result.diagnostics().warnings())
        .contains("12 rows allow 3 of 6 experts")
        .contains("the model has %d of 6 experts".formatted(size))
        .anyMatch(w -> w.startsWith("12 rows are few for"));
  }

  @Test
  void aConstantResponseHasOneFiniteExpert() {
    FitResult result = fit(rows(50, 2, (x, i) -> -7.5), 3);
    MixtureOfExperts model = result.model().orElseThrow();
    assertThat(model.size()).isEqualTo(1);
    assertThat(model.mean(new double[] {1, 2})).isCloseTo(-7.5, within(1e-9));
    assertThat(result.diagnostics().warnings())
        .contains("the response is constant; variances are at their floor");
  }

  @Test
  void dependentColumnsAreNamedAndDoNoHarm() {
    double[][] X = new double[300][5];
    Observations.Builder rows = Observations.builder(5);
    for (double[] x : X) {
      x[0] = random.nextGaussian();
      x[1] = 4;
      x[2] = random.nextGaussian();
      x[3] = 3 - 2 * x[0];
      x[4] = x[0] + x[2];
      rows.add(x, x[0] + 2 * x[2] + 0.1 * random.nextGaussian());
    }
    Observations observations = rows.build();
    for (int experts = 1; experts <= 2; experts++) {
      FitResult result =
          LocalFit.fit(
              observations,
              FitOptions.of(experts),
              new FeatureSpec(List.of("a", "b", "c", "d", "e"), "y"),
              1,
              Progress.SILENT);
      MixtureOfExperts model = result.model().orElseThrow();
      assertThat(model.mean(X[0])).isCloseTo(X[0][0] + 2 * X[0][2], within(0.2));
      assertThat(result.diagnostics().warnings())
          .contains(
              "column 'b' is constant; its coefficients are 0",
              "column 'd' duplicates column 'a'; they share one effect",
              "column 'e' is a linear combination of columns before it; they share their effects");
    }
  }

  @Test
  void separatedExpertsHaveAFiniteGate() {
    Observations rows =
        rows(400, 1, (x, i) -> x[0] > 0 ? 5 + x[0] : -5 - x[0] + 0.1 * random.nextGaussian());
    FitResult result = fit(rows, 2);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    MixtureOfExperts model = result.model().orElseThrow();
    assertThat(model.gate().probabilities(new double[] {1})[1]).isGreaterThan(0.999);
    assertThat(model.gate().probabilities(new double[] {-1})[0]).isGreaterThan(0.999);
  }

  @Test
  void integerWeightsAreRepeatedRowsAndWeightZeroIsAbsent() {
    MixtureOfExperts truth =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{0, 1.5}, {0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {-3, 1}, 1),
                GaussianExpert.of(new double[] {3, -1}, 0.5)));
    Observations.Builder weighted = Observations.builder(1);
    Observations.Builder repeated = Observations.builder(1);
    for (int i = 0; i < 600; i++) {
      double[] x = {random.nextGaussian()};
      double y = TestData.draw(truth, x, random);
      int weight = random.nextInt(3);
      weighted.add(x, y, weight);
      for (int c = 0; c < weight; c++) {
        repeated.add(x, y);
      }
    }
    FitResult one = fit(weighted.build(), 2);
    FitResult two = fit(repeated.build(), 2);
    assertThat(one.diagnostics().weight()).isEqualTo(two.diagnostics().weight());
    assertThat(one.diagnostics().logLikelihood())
        .isCloseTo(two.diagnostics().logLikelihood(), within(1e-5));
    for (int k = 0; k < 2; k++) {
      assertThat(one.model().orElseThrow().expert(k).beta())
          .containsExactly(two.model().orElseThrow().expert(k).beta(), within(1e-3));
    }
  }

  @Test
  void everyStepOfEveryPhaseIsReported() {
    List<String> reports = new ArrayList<>();
    Observations rows =
        rows(500, 2, (x, i) -> (i % 2 == 0 ? 3 : -3) * x[0] + 4 * random.nextGaussian());
    LocalFit.fit(rows, FitOptions.of(2), 5, reports::add);
    assertThat(reports)
        .anyMatch(r -> r.matches("race, start 7, iteration 1, log-likelihood -?\\d.*"))
        .anyMatch(r -> r.matches("start \\d+, (EM )?iteration \\d+, log-likelihood -?\\d.*"));
  }

  @Test
  void emAndQuasiNewtonFindTheSameOptimum() {
    Observations rows =
        rows(800, 2, (x, i) -> (i % 2 == 0 ? 3 : -3) * x[0] + random.nextGaussian());
    FitResult fast = fit(rows, 2);
    FitResult em =
        LocalFit.fit(
            rows,
            FitOptions.builder(2).optimizer(Optimizer.EM).maxIterations(3000).build(),
            5,
            Progress.SILENT);
    assertThat(em.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(fast.diagnostics().logLikelihood())
        .isCloseTo(em.diagnostics().logLikelihood(), within(1e-3));
  }

  private interface Response {
    double of(double[] x, int i);
  }

  private Observations rows(int n, int d, Response response) {
    Observations.Builder rows = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = new double[d];
      Arrays.setAll(x, j -> random.nextGaussian());
      rows.add(x, response.of(x, i));
    }
    return rows.build();
  }

  private static FitResult fit(Observations rows, int experts) {
    return LocalFit.fit(rows, FitOptions.of(experts), 5, Progress.SILENT);
  }
}
