package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Random;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Local fits without intercepts against R's lm, glm, nnet::multinom and flexmix. */
class OriginFitTest {

  private static final boolean[] BOTH = {true, true};

  /** Experts of two covariates without an intercept; the gate is that of one expert. */
  private static final Design ALONE = Design.of(BOTH, true, BOTH, false);

  private static FitResult fit(Observations rows, Family family, int experts, Design design) {
    FitOptions options =
        FitOptions.builder(experts)
            .family(family)
            .design(design)
            .expertRidge(0)
            .gateRidge(0)
            .build();
    FitResult result = LocalFit.fit(rows, options, 1, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().warnings()).isEmpty();
    return result;
  }

  private static MixtureOfExperts single(String file, Family family, int y, int w, int exposure)
      throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows(file)) {
      rows.add(new double[] {row[0], row[1]}, row[y], row[w], exposure < 0 ? 1 : row[exposure]);
    }
    return fit(rows.build(), family, 1, ALONE).model().orElseThrow();
  }

  private static void assertSlopes(MixtureOfExperts model, String name) throws IOException {
    double[][] beta = model.linearExpert(0).coefficients();
    double[][] expected = Oracle.values("origin", name + ".beta", beta.length);
    for (int c = 0; c < beta.length; c++) {
      assertThat(beta[c])
          .containsExactly(new double[] {0, expected[c][0], expected[c][1]}, within(1e-6));
      assertThat(beta[c][0]).isZero();
    }
  }

  @Test
  void oneExpertIsLinearRegressionThroughTheOrigin() throws IOException {
    MixtureOfExperts model = single("three", Gaussian.INSTANCE, 2, 3, -1);
    assertSlopes(model, "gaussian");
    assertThat(model.expert(0).variance())
        .isCloseTo(Oracle.values("origin", "gaussian.variance")[0], within(1e-6));
    assertThat(model.freeParameters()).isEqualTo(3);
  }

  @Test
  void oneExpertOfAFamilyIsItsRegressionThroughTheOrigin() throws IOException {
    assertSlopes(single("families", Binomial.INSTANCE, 4, 2, 3), "binomial");
    assertSlopes(single("families", Poisson.INSTANCE, 6, 2, 5), "poisson");
    assertSlopes(single("families", Categorical.of(3), 7, 2, -1), "categorical");
  }

  /** Of x in the experts and g in the gate. */
  private static Design lines(String gate) {
    boolean[] ofGate = {false, !gate.equals("constant")};
    return Design.of(ofGate, !gate.equals("through"), new boolean[] {true, false}, false);
  }

  private static Observations rows(int response) throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows("lines")) {
      rows.add(new double[] {row[0], row[1]}, row[response]);
    }
    return rows.build();
  }

  @ParameterizedTest
  @CsvSource({"free,6", "through,5"})
  void twoLinesThroughTheOriginAreThoseOfFlexmix(String gate, int parameters) throws IOException {
    FitResult result = fit(rows(2), Gaussian.INSTANCE, 2, lines(gate));
    assertLines(result, gate, parameters);
  }

  /** Covariates that neither has do not exist. */
  @Test
  void aMixtureOfTwoLinesIsThatOfFlexmix() throws IOException {
    Observations.Builder rows = Observations.builder(1);
    for (double[] row : Oracle.rows("lines")) {
      rows.add(new double[] {row[0]}, row[2]);
    }
    Design design = Design.of(new boolean[] {false}, true, new boolean[] {true}, false);
    assertLines(fit(rows.build(), Gaussian.INSTANCE, 2, design), "constant", 5);
  }

  private static void assertLines(FitResult result, String gate, int parameters)
      throws IOException {
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values("origin", gate + ".logLikelihood")[0], within(1e-6))
        .isGreaterThan(Oracle.values("origin", gate + ".flexmix.logLikelihood")[0]);
    MixtureOfExperts model = result.model().orElseThrow();
    double[] beta = Oracle.values("origin", gate + ".beta");
    double[] alpha = Oracle.values("origin", gate + ".gate");
    boolean turned = beta[0] > 0 != model.expert(0).coefficient(0) > 0;
    assertThat(model.freeParameters()).isEqualTo(parameters);
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).intercept()).isZero();
      assertThat(model.expert(k).coefficient(0)).isCloseTo(beta[turned ? 1 - k : k], within(1e-4));
    }
    double first = (turned ? -1 : 1) * alpha[0];
    assertThat(model.gate().alpha(0)[gate.equals("through") ? 2 : 0])
        .isCloseTo(first, within(1e-3));
  }

  @Test
  void twoExpertsOfCountsAreThoseOfFlexmix() throws IOException {
    FitResult result = fit(rows(3), Poisson.INSTANCE, 2, lines("through"));
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values("origin", "counts.logLikelihood")[0], within(1e-5));
    for (int k = 0; k < 2; k++) {
      assertThat(result.model().orElseThrow().linearExpert(k).coefficients()[0][0]).isZero();
    }
  }

  /** Equal shares of both experts, whatever the covariates are. */
  @Test
  void aGateOfNothingGivesEqualShares() throws IOException {
    Observations.Builder rows = Observations.builder(1);
    for (double[] row : Oracle.rows("lines")) {
      rows.add(new double[] {row[0]}, row[2]);
    }
    Design design = Design.of(new boolean[] {false}, false, new boolean[] {true}, true);
    MixtureOfExperts model = fit(rows.build(), Gaussian.INSTANCE, 2, design).model().orElseThrow();
    assertThat(model.gate().probabilities(new double[] {5})).containsExactly(0.5, 0.5);
    assertThat(model.freeParameters()).isEqualTo(6);
    assertThat(model.expert(0).coefficient(0) * model.expert(1).coefficient(0)).isNegative();
  }

  /** Far from zero, where one line through the origin explains most of the response's square. */
  @Test
  void linesFarFromTheOriginAreToldApart() {
    Random random = new Random(6);
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 500; i++) {
      double x = 2000 + 5 * random.nextGaussian();
      rows.add(new double[] {x}, (i % 2 == 0 ? 3 : 3.05) * x + 2 * random.nextGaussian());
    }
    Design design = Design.of(new boolean[] {false}, true, new boolean[] {true}, false);
    MixtureOfExperts model = fit(rows.build(), Gaussian.INSTANCE, 2, design).model().orElseThrow();
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).coefficient(0)).isCloseTo(3 + 0.05 * k, within(3e-4));
      assertThat(Math.sqrt(model.expert(k).variance())).isCloseTo(2, within(0.3));
    }
  }

  /** What a constant column says of a line through the origin, an intercept does elsewhere. */
  @Test
  void aConstantColumnTakesThePlaceOfTheIntercept() throws IOException {
    Observations.Builder with = Observations.builder(2);
    Observations.Builder without = Observations.builder(1);
    for (double[] row : Oracle.rows("lines")) {
      with.add(new double[] {4, row[0]}, row[2]);
      without.add(new double[] {row[0]}, row[2]);
    }
    boolean[] gate = {false, true};
    FitResult constant =
        fit(with.build(), Gaussian.INSTANCE, 2, Design.of(gate, true, BOTH, false));
    FitResult intercept = fit(without.build(), Gaussian.INSTANCE, 2, Design.FULL);
    assertThat(constant.diagnostics().logLikelihood())
        .isCloseTo(intercept.diagnostics().logLikelihood(), within(1e-5));
    assertThat(constant.diagnostics().undetermined().isEmpty()).isTrue();
  }
}
