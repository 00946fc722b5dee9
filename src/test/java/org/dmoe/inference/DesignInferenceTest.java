package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.TestData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Standard errors and tests of models whose gate and experts see other covariates. */
class DesignInferenceTest {

  private static final Design DESIGN =
      Design.of(new boolean[] {true, false}, new boolean[] {false, true});

  private static Observations rows;
  private static MixtureOfExperts model;
  private static ParameterLayout layout;
  private static int[] free;

  @BeforeAll
  static void fit() {
    MixtureOfExperts truth =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{.3, 1, 0}, {0, 0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {-3, 0, 2}, 1),
                GaussianExpert.of(new double[] {3, 0, 1}, 2)));
    rows = TestData.sample(truth, 1000, new Random(1));
    FitOptions options = FitOptions.builder(2).design(DESIGN).gateRidge(0).build();
    model = LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow();
    layout = Parameters.layout(model);
    free = IntStream.range(0, layout.size()).filter(layout::isFree).toArray();
  }

  private static Inference inference(CovarianceKind kind) {
    RowPass pass = new RowPass(model, Optional.empty(), List.of(), true);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), 1);
    }
    ParameterCovariance covariance =
        CovarianceEstimate.of(model, pass.finish().orElseThrow()).covariance(kind);
    return Inference.of(
        model, List.of(FeatureColumn.number("a"), FeatureColumn.number("b")), covariance, 0.95);
  }

  /** The inverse of minus the Hessian over the free parameters, by differences. */
  @Test
  void modelBasedErrorsAreThoseOfTheFreeParameters() {
    ParameterCovariance covariance = inference(CovarianceKind.MODEL).covariance();
    SimpleMatrix inverse = information().invert();
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        assertThat(covariance.get(free[i], free[j]))
            .isCloseTo(inverse.get(i, j), within(1e-4 * (0.01 + Math.abs(inverse.get(i, j)))));
      }
    }
    assertThat(covariance.notIdentified()).isEmpty();
    for (int j = 0; j < layout.size(); j++) {
      assertThat(layout.isFree(j) || covariance.get(j, j) < 1e-20).isTrue();
    }
  }

  private static SimpleMatrix information() {
    double h = 1e-4;
    SimpleMatrix H = new SimpleMatrix(free.length, free.length);
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j < free.length; j++) {
        double sum = 0;
        for (int a = -1; a <= 1; a += 2) {
          for (int b = -1; b <= 1; b += 2) {
            double[] theta = Parameters.of(model);
            theta[free[i]] += a * h;
            theta[free[j]] += b * h;
            sum += a * b * logLikelihood(Parameters.toMixture(theta, layout));
          }
        }
        H.set(i, j, -sum / (4 * h * h));
      }
    }
    return H;
  }

  private static double logLikelihood(MixtureOfExperts of) {
    double[] x = new double[2];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += of.logDensity(x, rows.response(i));
    }
    return sum;
  }

  @Test
  void theTableHasWhatTheDesignHas() {
    List<Coefficient> table = CoefficientTable.of(inference(CovarianceKind.SANDWICH), 1);
    assertThat(table.stream().map(row -> row.place() + ": " + row.name()))
        .containsExactly(
            "expert 1: intercept",
            "expert 1: b",
            "expert 1: standard deviation",
            "expert 2: intercept",
            "expert 2: b",
            "expert 2: standard deviation",
            "gate 1 against 2: intercept",
            "gate 1 against 2: a");
    assertThat(table).allMatch(row -> row.estimate().standardError() > 0);
  }

  @Test
  void testsAreOfWhatTheDesignHas() {
    List<WaldTest> tests = ColumnTests.of(inference(CovarianceKind.SANDWICH));
    assertThat(tests.stream().map(test -> test.column() + " " + test.hypothesis()))
        .containsExactly("a GATE", "b EXPERTS", "b EQUAL");
    assertThat(tests.stream().mapToInt(WaldTest::degreesOfFreedom)).containsExactly(1, 2, 1);
  }

  @Test
  void aColumnOfTheGateHasAnEffectOnTheMean() {
    double[][] X = new double[200][2];
    for (int i = 0; i < X.length; i++) {
      rows.copyRow(i, X[i]);
    }
    List<Effect> effects =
        MarginalEffects.of(inference(CovarianceKind.SANDWICH), SupportingSample.of(List.of(), X));
    assertThat(effects.get(0).overall().value()).isLessThan(-0.5);
    assertThat(effects.get(0).overall().standardError()).isGreaterThan(0);
    assertThat(effects.get(0).within()).allMatch(e -> e.note().equals("not in the experts"));
    assertThat(effects.get(1).within()).allMatch(e -> e.standardError() > 0);
  }
}
