package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
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
