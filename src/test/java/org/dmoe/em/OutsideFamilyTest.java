package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;

/** Local fits of families against R's glm, nnet::multinom and flexmix. */
class OutsideFamilyTest {

  private static FitResult fit(Observations rows, Family family, int experts) {
    FitOptions options =
        FitOptions.builder(experts).family(family).expertRidge(0).gateRidge(0).build();
    FitResult result = LocalFit.fit(rows, options, 1, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    return result;
  }

  private static Observations rows(int response, int exposure) throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows("families")) {
      double[] x = {row[0], row[1]};
      rows.add(x, row[response], row[2], exposure < 0 ? 1 : row[exposure]);
    }
    return rows.build();
  }

  private static void assertSingle(FitResult result, String name) throws IOException {
    double[][] beta = result.model().orElseThrow().linearExpert(0).coefficients();
    double[][] expected = Oracle.values("families", name + ".beta", beta.length);
    for (int c = 0; c < beta.length; c++) {
      assertThat(beta[c]).containsExactly(expected[c], within(1e-6));
    }
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values("families", name + ".logLikelihood")[0], within(1e-8));
  }

  @Test
  void oneExpertIsLogisticRegression() throws IOException {
    assertSingle(fit(rows(4, 3), Binomial.INSTANCE, 1), "binomial");
  }

  @Test
  void oneExpertIsPoissonRegressionWithAnOffset() throws IOException {
    assertSingle(fit(rows(6, 5), Poisson.INSTANCE, 1), "poisson");
  }

  @Test
  void oneExpertIsMultinomialRegression() throws IOException {
    assertSingle(fit(rows(7, -1), Categorical.of(3), 1), "categorical");
  }

  @Test
  void twoExpertsOfCountsAreThoseOfFlexmix() throws IOException {
    assertMixture("poisson", Poisson.INSTANCE, 1, 1);
  }

  @Test
  void twoExpertsOfSuccessesAreThoseOfFlexmix() throws IOException {
    assertMixture("binomial", Binomial.INSTANCE, 3, 12);
  }

  private static void assertMixture(String name, Family family, int response, double exposure)
      throws IOException {
    Observations.Builder rows = Observations.builder(1);
    for (double[] row : Oracle.rows("mixed")) {
      rows.add(new double[] {row[0]}, row[response], 1, exposure);
    }
    FitResult result = fit(rows.build(), family, 2);
    MixtureOfExperts model = result.model().orElseThrow();
    double[][] expected = Oracle.values("mixed", name + ".beta", 2);

    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values("mixed", name + ".logLikelihood")[0], within(1e-5));
    for (int k = 0; k < 2; k++) {
      assertThat(model.linearExpert(k).coefficients()[0])
          .containsExactly(expected[k], within(1e-3));
    }
  }
}
