package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.Oracle;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Experts that share slopes or the variance: against flexmix's FLXMRglmfix, optim, and steps. */
class SharedParametersTest {

  private static Design design(boolean slope, boolean variance) {
    return Design.FULL.withEqual(new boolean[] {false, slope}, variance);
  }

  @ParameterizedTest
  @CsvSource({"three-variance,false,true", "three-slope,true,false", "three-both,true,true"})
  void theFitIsTheMaximumOfTheSharedLikelihood(String name, boolean slope, boolean variance)
      throws IOException {
    Design design = design(slope, variance);
    FitOptions options = FitOptions.builder(3).gateRidge(0).design(design).build();
    FitResult result = LocalFit.fit(three(), options, 1, Progress.SILENT);
    assertThat(result.status()).isEqualTo(FitStatus.CONVERGED);
    assertThat(result.diagnostics().logLikelihood())
        .isCloseTo(Oracle.values(name, "maximum.logLikelihood")[0], within(1e-6))
        .isGreaterThan(Oracle.values(name, "flexmix.logLikelihood")[0]);
    MixtureOfExperts model = result.model().orElseThrow();
    assertThat(model.design()).isEqualTo(design);
    assertThat(model.freeParameters()).isEqualTo((int) Oracle.values(name, "parameters")[0]);
    MixtureOfExperts expected = expected(name);
    for (int k = 0; k < 3; k++) {
      assertClose(model.expert(k).beta(), expected.expert(k).beta());
      assertClose(model.gate().alpha(k), expected.gate().alpha(k));
      assertThat(model.expert(k).variance())
          .isCloseTo(expected.expert(k).variance(), within(1e-3 * model.expert(k).variance()));
    }
    assertShared(model);
  }

  private static void assertShared(MixtureOfExperts model) {
    for (GaussianExpert expert : model.experts()) {
      for (int j = 1; j <= model.dimension(); j++) {
        if (model.design().isEqual(j)) {
          assertThat(expert.beta()[j]).isEqualTo(model.expert(0).beta()[j]);
        }
      }
      if (model.design().hasEqualVariance()) {
        assertThat(expert.variance()).isEqualTo(model.expert(0).variance());
      }
    }
  }

  /** EM to the end and quasi-Newton meet; no move of a free parameter rises. */
  @ParameterizedTest
  @EnumSource(Optimizer.class)
  void noFreeParameterCanRaiseTheLikelihood(Optimizer optimizer) throws IOException {
    Design design = design(true, true);
    FitOptions options =
        FitOptions.builder(3)
            .gateRidge(0)
            .design(design)
            .optimizer(optimizer)
            .maxIterations(5000)
            .build();
    Observations rows = three();
    MixtureOfExperts model = LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow();
    assertShared(model);
    ParameterLayout layout = new ParameterLayout(3, 3, design);
    double[] free = layout.shared().sum(Parameters.of(model));
    assertThat(free).hasSize(model.freeParameters());
    double top = TestData.logLikelihood(model, rows);
    assertThat(top)
        .isCloseTo(Oracle.values("three-both", "maximum.logLikelihood")[0], within(1e-5));
    double[] theta = Parameters.of(model);
    for (int u = 0; u < free.length; u++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] moved = theta.clone();
        for (int j = 0; j < theta.length; j++) {
          double h = 1e-3 * (0.01 + Math.abs(theta[j]));
          moved[j] += layout.shared().place(j) == u ? sign * h : 0;
        }
        assertThat(TestData.logLikelihood(Parameters.toMixture(moved, layout), rows))
            .isLessThanOrEqualTo(top + 1e-7);
      }
    }
  }

  /** With one expert nothing is shared: the same bits. */
  @Test
  void oneExpertIsAsBefore() throws IOException {
    FitResult plain = LocalFit.fit(three(), FitOptions.of(1), 1, Progress.SILENT);
    FitOptions shared = FitOptions.builder(1).design(design(true, true)).build();
    FitResult one = LocalFit.fit(three(), shared, 1, Progress.SILENT);
    assertThat(one.model().orElseThrow().experts()).isEqualTo(plain.model().get().experts());
    assertThat(one.model().get().freeParameters()).isEqualTo(4);
  }

  /** Several thousand rows climb by way of subsamples; a rare expert is looked for. */
  @Test
  void manyRowsEndAtTheMaximumToo() {
    MixtureOfExperts truth =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{-1, 1, 0}, {0, 0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {-2, 1, 0.5}, 0.6),
                GaussianExpert.of(new double[] {2, -1, 0.5}, 0.6)));
    Observations rows = TestData.sample(truth, 12_000, new Random(4));
    FitOptions options = FitOptions.builder(2).design(design(true, true)).build();
    MixtureOfExperts model = LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow();
    assertShared(model);
    assertThat(model.expert(0).beta()[2]).isCloseTo(0.5, within(0.03));
    assertThat(model.expert(0).variance()).isCloseTo(0.6, within(0.04));
    assertThat(TestData.logLikelihood(model, rows))
        .isGreaterThan(TestData.logLikelihood(truth, rows));
    FitOptions em = options.toBuilder().optimizer(Optimizer.EM).maxIterations(2000).build();
    MixtureOfExperts byEm =
        LocalFit.fitFrom(truth, rows, em, new FeatureSpec(List.of(), ""), Progress.SILENT)
            .model()
            .orElseThrow();
    assertThat(TestData.logLikelihood(model, rows))
        .isCloseTo(TestData.logLikelihood(byEm, rows), within(1e-3));
  }

  @Test
  void aModelThatBreaksItsDesignIsRefused() {
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[2][2]),
            List.of(
                GaussianExpert.of(new double[] {0, 1}, 1),
                GaussianExpert.of(new double[] {1, 3}, 2)));
    Design slope = Design.FULL.withEqual(new boolean[] {true}, false);
    Design variance = Design.FULL.withEqual(new boolean[] {false}, true);
    assertThatThrownBy(() -> model.withDesign(slope)).hasMessageContaining("coefficient 1");
    assertThatThrownBy(() -> model.withDesign(variance)).hasMessageContaining("variance");
    assertThat(model.restrictedTo(slope).expert(1).beta()).containsExactly(1, 2);
    assertThat(model.restrictedTo(variance).expert(0).variance()).isEqualTo(1.5);
    assertThat(model.restrictedTo(variance).expert(0).beta()).containsExactly(0, 1);
  }

  private static void assertClose(double[] actual, double[] expected) {
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j]).isCloseTo(expected[j], within(1e-3 * (0.01 + Math.abs(expected[j]))));
    }
  }

  private static Observations three() throws IOException {
    Observations.Builder rows = Observations.builder(2);
    for (double[] row : Oracle.rows("three")) {
      rows.add(new double[] {row[0], row[1]}, row[2], row[3]);
    }
    return rows.build();
  }

  private static MixtureOfExperts expected(String name) throws IOException {
    double[][] alpha = new double[3][3];
    System.arraycopy(Oracle.values(name, "maximum.gate", 2), 0, alpha, 0, 2);
    double[][] beta = Oracle.values(name, "maximum.beta", 3);
    double[] sigma = Oracle.values(name, "maximum.sigma");
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      experts.add(GaussianExpert.of(beta[k], sigma[k] * sigma[k]));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts).canonical();
  }
}
