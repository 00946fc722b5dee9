package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.TestData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.RowPass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Standard errors and tests of models whose experts share a slope and the variance. */
class SharedInferenceTest {

  private static final Design DESIGN = Design.FULL.withEqual(new boolean[] {true, false}, true);

  private static Observations rows;
  private static MixtureOfExperts model;
  private static ParameterLayout layout;
  private static SharedEntries shared;

  @BeforeAll
  static void fit() {
    MixtureOfExperts truth =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{.3, 1, 0}, {0, 0, 0}}),
            List.of(
                GaussianExpert.of(new double[] {-3, 1, 2}, 1),
                GaussianExpert.of(new double[] {3, 1, 1}, 1)));
    rows = TestData.sample(truth, 1000, new Random(1));
    FitOptions options = FitOptions.builder(2).design(DESIGN).gateRidge(0).build();
    model = LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow();
    layout = Parameters.layout(model);
    shared = layout.shared();
  }

  private static Inference inference(CovarianceKind kind) {
    ParameterCovariance covariance =
        CovarianceEstimate.of(model, pass(0, rows.rows()).finish().orElseThrow()).covariance(kind);
    return Inference.of(
        model, List.of(FeatureColumn.number("a"), FeatureColumn.number("b")), covariance, 0.95);
  }

  /** The inverse of minus the Hessian over the free parameters, by differences, mapped to all. */
  @Test
  void modelBasedErrorsAreThoseOfTheFreeParameters() {
    ParameterCovariance covariance = inference(CovarianceKind.MODEL).covariance();
    SimpleMatrix inverse = information().invert();
    for (int i = 0; i < layout.size(); i++) {
      for (int j = 0; j < layout.size(); j++) {
        double expected = inverse.get(shared.place(i), shared.place(j));
        assertThat(covariance.get(i, j))
            .isCloseTo(expected, within(1e-4 * (0.01 + Math.abs(expected))));
      }
    }
    assertThat(covariance.notIdentified()).isEmpty();
    assertThat(shared.free()).isEqualTo(model.freeParameters()).isEqualTo(3 + 6 + 2 - 2);
  }

  /** H^-1 J H^-1 over the free parameters, scores by differences. */
  @Test
  void theSandwichIsThatOfTheFreeParameters() {
    ParameterCovariance covariance = inference(CovarianceKind.SANDWICH).covariance();
    int n = shared.free();
    SimpleMatrix J = new SimpleMatrix(n, n);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      double[] score = new double[n];
      for (int u = 0; u < n; u++) {
        double h = 1e-5;
        double up = moved(u, h).logDensity(x, rows.response(i));
        score[u] = (up - moved(u, -h).logDensity(x, rows.response(i))) / (2 * h);
      }
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          J.set(a, b, J.get(a, b) + score[a] * score[b]);
        }
      }
    }
    SimpleMatrix inverse = information().invert();
    SimpleMatrix expected = inverse.mult(J).mult(inverse);
    for (int i = 0; i < layout.size(); i++) {
      double variance = expected.get(shared.place(i), shared.place(i));
      assertThat(covariance.get(i, i)).isCloseTo(variance, within(1e-3 * variance));
    }
  }

  private static MixtureOfExperts moved(int u, double h) {
    double[] theta = Parameters.of(model);
    for (int j = 0; j < theta.length; j++) {
      theta[j] += shared.place(j) == u ? h : 0;
    }
    return Parameters.toMixture(theta, layout);
  }

  private static SimpleMatrix information() {
    double h = 1e-4;
    int n = shared.free();
    SimpleMatrix H = new SimpleMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int a = -1; a <= 1; a += 2) {
          for (int b = -1; b <= 1; b += 2) {
            double[] free = new double[n];
            free[i] += a * h;
            free[j] += b * h;
            double[] theta = shared.expand(free);
            VectorMath.add(theta, Parameters.of(model), theta.length);
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
  void theTestOfEqualityIsNoneWhereTheFitHasIt() {
    List<WaldTest> tests = ColumnTests.of(inference(CovarianceKind.SANDWICH));
    assertThat(tests.stream().map(test -> test.column() + " " + test.hypothesis()))
        .containsExactly(
            "a EXPERTS", "a GATE", "a BOTH", "a EQUAL", "b EXPERTS", "b GATE", "b BOTH", "b EQUAL");
    assertThat(tests.stream().mapToInt(WaldTest::degreesOfFreedom))
        .containsExactly(1, 1, 2, 0, 2, 1, 3, 1);
    assertThat(tests.get(3).note()).isEqualTo("by constraint, not tested");
    assertThat(tests.get(3).pValue()).isNaN();
    Coefficient first = CoefficientTable.of(inference(CovarianceKind.SANDWICH), 1).get(1);
    double z = first.estimate().ratio();
    assertThat(tests.get(0).statistic()).isCloseTo(z * z, within(1e-8 * z * z));
  }

  @Test
  void everyMachineIsTestedInTheFreeParameters() {
    RowPass all = pass(0, 1000);
    PassSums sums = all.finish().orElseThrow();
    MachineTest test = MachineTest.of(model, sums);
    PassSums part = pass(0, 250).finish().orElseThrow().in(sums.frame());
    MachineDifference difference = test.machine("m", 250, 250, part.gradient());
    assertThat(difference.degreesOfFreedom()).isEqualTo(shared.free());
    assertThat(difference.pValue()).isBetween(0.001, 1.0);
  }

  private static RowPass pass(int from, int to) {
    RowPass pass = new RowPass(model, Optional.empty(), List.of(), true);
    double[] x = new double[2];
    for (int i = from; i < to; i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), 1);
    }
    return pass;
  }
}
