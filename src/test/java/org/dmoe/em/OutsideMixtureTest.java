package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The local fit without a gate ridge against R's flexmix 2.3-18 and the maximum by R's optim. */
class OutsideMixtureTest {

  @ParameterizedTest
  @CsvSource({"parabola,2", "three,3"})
  void densityIsThatOfFlexmix(String name, int K) throws IOException {
    double expected = Oracle.values(name, "flexmix.logLikelihood")[0];
    assertThat(TestData.logLikelihood(model(name, "flexmix", K), observations(name)))
        .isCloseTo(expected, within(1e-8));
  }

  @ParameterizedTest
  @CsvSource({"parabola,2", "three,3"})
  void theFitIsTheMaximumOfTheLikelihood(String name, int K) throws IOException {
    FitResult result =
        LocalFit.fit(
            observations(name), FitOptions.builder(K).gateRidge(0).build(), 1, Progress.SILENT);
    double maximum = Oracle.values(name, "maximum.logLikelihood")[0];
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(maximum, within(1e-6))
        .isGreaterThan(Oracle.values(name, "flexmix.logLikelihood")[0]);
    MixtureOfExperts model = result.model().orElseThrow();
    MixtureOfExperts expected = model(name, "maximum", K);
    for (int k = 0; k < K; k++) {
      assertClose(model.expert(k).beta(), expected.expert(k).beta());
      assertClose(model.gate().alpha(k), expected.gate().alpha(k));
      assertThat(model.expert(k).variance())
          .isCloseTo(expected.expert(k).variance(), within(1e-3 * model.expert(k).variance()));
    }
  }

  /** A gate of fewer columns than the experts; a constant one is a plain mixture of regressions. */
  @ParameterizedTest
  @CsvSource({"parabola-constant,false", "parabola-line,true"})
  void aFitOfADesignIsTheMaximumOfItsLikelihood(String name, boolean line) throws IOException {
    Design design = Design.of(new boolean[] {line, false}, new boolean[] {true, true});
    FitOptions options = FitOptions.builder(2).gateRidge(0).design(design).build();
    FitResult result = LocalFit.fit(observations("parabola"), options, 1, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values(name, "maximum.logLikelihood")[0], within(1e-6))
        .isGreaterThan(Oracle.values(name, "flexmix.logLikelihood")[0]);
    MixtureOfExperts model = result.model().orElseThrow();
    MixtureOfExperts expected = ofGate(name, line ? 2 : 1);
    assertThat(model.design()).isEqualTo(design);
    assertThat(model.freeParameters()).isEqualTo(line ? 10 : 9);
    for (int k = 0; k < 2; k++) {
      assertClose(model.expert(k).beta(), expected.expert(k).beta());
      assertClose(model.gate().alpha(k), expected.gate().alpha(k));
      assertThat(model.gate().alpha(k)[2]).isZero();
    }
  }

  private static MixtureOfExperts ofGate(String name, int size) throws IOException {
    double[][] alpha = new double[2][3];
    System.arraycopy(Oracle.values(name, "maximum.gate"), 0, alpha[0], 0, size);
    double[][] beta = Oracle.values(name, "maximum.beta", 2);
    double[] sigma = Oracle.values(name, "maximum.sigma");
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < 2; k++) {
      experts.add(GaussianExpert.of(beta[k], sigma[k] * sigma[k]));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).canonical();
  }

  /** Gate and experts that share no column. */
  @Test
  void noFreeParameterOfADesignCanRaiseTheLikelihood() throws IOException {
    Design apart = Design.of(new boolean[] {false, true}, new boolean[] {true, false});
    Observations rows = observations("three");
    FitOptions options = FitOptions.builder(3).gateRidge(0).design(apart).build();
    MixtureOfExperts model =
        LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow().withDesign(apart);
    ParameterLayout layout = new ParameterLayout(3, 3, apart);
    double[] theta = Parameters.of(model);
    double top = TestData.logLikelihood(model, rows);
    for (int j = 0; j < theta.length; j++) {
      double h = layout.isFree(j) ? 1e-3 * (0.01 + Math.abs(theta[j])) : 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = theta.clone();
        moved[j] += sign * h;
        assertThat(TestData.logLikelihood(Parameters.toMixture(moved, layout), rows))
            .isLessThanOrEqualTo(top + 1e-9);
      }
    }
  }

  private static void assertClose(double[] actual, double[] expected) {
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j]).isCloseTo(expected[j], within(1e-3 * (0.01 + Math.abs(expected[j]))));
    }
  }

  private static Observations observations(String name) throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows(name)) {
      rows.add(new double[] {row[0], row[1]}, row[2], row[3]);
    }
    return rows.build();
  }

  private static MixtureOfExperts model(String name, String source, int K) throws IOException {
    double[][] alpha = new double[K][3];
    System.arraycopy(Oracle.values(name, source + ".gate", K - 1), 0, alpha, 0, K - 1);
    double[][] beta = Oracle.values(name, source + ".beta", K);
    double[] sigma = Oracle.values(name, source + ".sigma");
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      experts.add(GaussianExpert.of(beta[k], sigma[k] * sigma[k]));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).canonical();
  }
}
