package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.stream.Stream;
import org.dmoe.Oracle;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.model.Design;
import org.dmoe.model.Expert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Local fits of families whose experts share coefficients, against flexmix and the definition. */
class EqualFamiliesTest {

  private static final boolean[] SECOND = {false, true};

  static Stream<Arguments> oracles() {
    return Stream.of(
        Arguments.of(Poisson.INSTANCE, "equal-poisson", 2),
        Arguments.of(Binomial.INSTANCE, "equal-binomial", 4));
  }

  /** The gate is constant, as that of flexmix without a concomitant model. */
  @ParameterizedTest
  @MethodSource("oracles")
  void theFitIsThatOfFlexmix(Family family, String name, int response) throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows("equal")) {
      double exposure = family == Binomial.INSTANCE ? row[3] : 1;
      rows.add(new double[] {row[0], row[1]}, row[response], 1, exposure);
    }
    Design design =
        Design.of(new boolean[] {false, false}, new boolean[] {true, true})
            .withEqual(SECOND, false);
    FitOptions options =
        FitOptions.builder(2).family(family).design(design).gateRidge(0).expertRidge(0).build();
    FitResult fit = LocalFit.fit(rows.build(), options, 1, Progress.SILENT);
    MixtureOfExperts model = fit.model().orElseThrow();
    double[] beta = Oracle.values(name, "maximum.beta");
    double gate = Oracle.values(name, "maximum.gate")[0];
    int first =
        Math.signum(model.linearExpert(0).coefficients()[0][1]) == Math.signum(beta[1]) ? 0 : 1;

    assertThat(fit.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values(name, "maximum.logLikelihood")[0], within(1e-6))
        .isGreaterThan(Oracle.values(name, "flexmix.logLikelihood")[0] - 1e-6);
    assertThat(model.freeParameters()).isEqualTo((int) Oracle.values(name, "parameters")[0]);
    for (int k = 0; k < 2; k++) {
      double[] own = model.linearExpert(k == 0 ? first : 1 - first).coefficients()[0];
      for (int j = 0; j < 3; j++) {
        assertThat(own[j]).isCloseTo(beta[3 * k + j], within(2e-4));
      }
    }
    double odds = model.gate().alpha(0)[0] - model.gate().alpha(1)[0];
    assertThat(first == 0 ? odds : -odds).isCloseTo(gate, within(2e-4));
    assertShared(model);
  }

  private static void assertShared(MixtureOfExperts model) {
    double[][] one = model.linearExpert(0).coefficients();
    for (Expert expert : model.linearExperts()) {
      for (int c = 0; c < one.length; c++) {
        for (int j = 1; j < one[c].length; j++) {
          if (model.design().isEqual(j)) {
            assertThat(expert.coefficients()[c][j]).isEqualTo(one[c][j]);
          }
        }
      }
    }
    assertThat(model.linearExpert(1).coefficients()[0][1]).isNotEqualTo(one[0][1]);
  }

  /** All predictors of the column are shared; EM and quasi-Newton meet where no move rises. */
  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void noFreeCoefficientOfClassesCanRaiseTheLikelihood(Optimizer optimizer) {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(3), 2, 2, 1.5, 21);
    Observations rows = FamilyData.rows(truth, 800, 1, 22);
    FitOptions options =
        FitOptions.builder(2)
            .family(truth.family())
            .design(Design.FULL.withEqual(SECOND, false))
            .gateRidge(0)
            .expertRidge(0)
            .optimizer(optimizer)
            .maxIterations(5000)
            .build();
    FitResult fit = LocalFit.fit(rows, options, 3, Progress.SILENT);
    MixtureOfExperts model = fit.model().orElseThrow();
    assertShared(model);
    ParameterLayout layout = Parameters.layout(model);
    assertThat(model.freeParameters()).isEqualTo(3 + 2 * 4 + 2).isEqualTo(layout.shared().free());
    double top = 800 * FamilyData.meanLogLikelihood(model, rows);
    double[] theta = Parameters.of(model);
    for (int u = 0; u < layout.shared().free(); u++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = theta.clone();
        for (int j = 0; j < theta.length; j++) {
          double h = 1e-3 * (0.01 + Math.abs(theta[j]));
          moved[j] += layout.shared().place(j) == u ? sign * h : 0;
        }
        MixtureOfExperts other = Parameters.toMixture(moved, layout, truth.family());
        assertThat(800 * FamilyData.meanLogLikelihood(other, rows)).isLessThanOrEqualTo(top + 1e-6);
      }
    }
  }
}
