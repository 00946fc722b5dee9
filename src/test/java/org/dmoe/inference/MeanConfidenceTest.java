package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.refine.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeanConfidenceTest {

  private static final double Z = 1.959963984540054;
  private static final double STEP = 1e-5;

  /** A A' of a random A, which is a covariance. */
  private static ParameterCovariance covariance(
      SplittableRandom random, CovarianceKind kind, int nu, long machines) {
    double[][] A = new double[nu][nu];
    for (double[] row : A) {
      for (int j = 0; j < nu; j++) {
        row[j] = random.nextDouble(-0.1, 0.1);
      }
    }
    double[] lower = new double[nu * (nu + 1) / 2];
    int c = 0;
    for (int i = 0; i < nu; i++) {
      for (int j = 0; j <= i; j++, c++) {
        for (int l = 0; l < nu; l++) {
          lower[c] += A[i][l] * A[j][l];
        }
      }
    }
    return new ParameterCovariance(kind, lower, new int[0], new int[0], machines, false);
  }

  /** The gradient by differences, the quadratic form entry by entry. */
  private static double byDifferences(
      MixtureOfExperts model, ParameterCovariance covariance, double[] x) {
    ParameterLayout layout = Parameters.layout(model);
    double[] theta = Parameters.of(model);
    double[] gradient = new double[theta.length];
    for (int i = 0; i < theta.length; i++) {
      double[] up = theta.clone();
      double[] down = theta.clone();
      up[i] += STEP;
      down[i] -= STEP;
      gradient[i] =
          (Parameters.toMixture(up, layout).mean(x) - Parameters.toMixture(down, layout).mean(x))
              / (2 * STEP);
    }
    double variance = 0;
    for (int a = 0; a < theta.length; a++) {
      for (int b = 0; b < theta.length; b++) {
        variance += gradient[a] * gradient[b] * covariance.get(a, b);
      }
    }
    return Math.sqrt(variance);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1,2", "2,1", "2,3", "3,2", "5,4"})
  void theErrorIsThatOfTheDeltaMethod(int experts, int d) {
    SplittableRandom random = new SplittableRandom(31 * experts + d);
    for (int trial = 0; trial < 20; trial++) {
      MixtureOfExperts model = Mixtures.random(random, experts, d);
      ParameterCovariance covariance =
          covariance(random, CovarianceKind.SANDWICH, model.freeParameters(), 20);
      double[] x = Mixtures.vector(random, d);
      double expected = byDifferences(model, covariance, x);
      MeanInterval interval = MeanConfidence.of(model, covariance, 0.95).at(x);
      assertThat(interval.mean()).isCloseTo(model.mean(x), within(1e-12));
      assertThat(interval.standardError()).isCloseTo(expected, within(1e-7 * (1 + expected)));
      assertThat(interval.low())
          .isCloseTo(interval.mean() - Z * interval.standardError(), within(1e-9));
      assertThat(interval.high())
          .isCloseTo(interval.mean() + Z * interval.standardError(), within(1e-9));
    }
  }

  /** One after another, rows do not leave anything behind. */
  @Test
  void rowsDoNotDependOnEachOther() {
    SplittableRandom random = new SplittableRandom(5);
    MixtureOfExperts model = Mixtures.random(random, 3, 2);
    ParameterCovariance covariance =
        covariance(random, CovarianceKind.MODEL, model.freeParameters(), 1);
    MeanConfidence confidence = MeanConfidence.of(model, covariance, 0.9);
    double[] x = {0.5, -1};
    MeanInterval first = confidence.at(x);
    confidence.at(new double[] {40, -70});
    assertThat(confidence.at(x)).isEqualTo(first);
  }

  /** y^ +- z sigma sqrt(x0' (X'X)^-1 x0), with the residuals' mean square for sigma^2. */
  @Test
  void oneExpertHasTheIntervalOfLeastSquares() {
    SplittableRandom random = new SplittableRandom(17);
    int n = 200;
    int p = 3;
    SimpleMatrix X = new SimpleMatrix(n, p);
    SimpleMatrix y = new SimpleMatrix(n, 1);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {random.nextDouble(-2, 3), random.nextDouble(10, 12)};
      double response = 4 - x[0] + 0.5 * x[1] + random.nextGaussian();
      rows.add(x, response, 1);
      X.set(i, 0, 1);
      X.set(i, 1, x[0]);
      X.set(i, 2, x[1]);
      y.set(i, response);
    }
    SimpleMatrix inverse = X.transpose().mult(X).invert();
    SimpleMatrix beta = inverse.mult(X.transpose()).mult(y);
    SimpleMatrix residuals = y.minus(X.mult(beta));
    double sigma = Math.sqrt(residuals.dot(residuals) / n);
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(1, 2), List.of(GaussianExpert.of(beta.data(), sigma * sigma)));
    ParameterCovariance covariance =
        CovarianceEstimate.of(model, Trials.sums(model, List.of(rows.build()), false))
            .covariance(CovarianceKind.MODEL);

    MeanInterval interval =
        MeanConfidence.of(model, covariance, 0.95).at(new double[] {-1.5, 11.25});

    SimpleMatrix x0 = new SimpleMatrix(3, 1);
    x0.set(0, 1);
    x0.set(1, -1.5);
    x0.set(2, 11.25);
    double half = Z * sigma * Math.sqrt(x0.dot(inverse.mult(x0)));
    double mean = x0.dot(beta);
    assertThat(interval.low()).isCloseTo(mean - half, within(1e-8));
    assertThat(interval.high()).isCloseTo(mean + half, within(1e-8));
  }

  /** Student's quantile of 19 degrees of freedom, from a table: 2.093024. */
  @Test
  void betweenMachinesTheQuantileIsStudents() {
    SplittableRandom random = new SplittableRandom(8);
    MixtureOfExperts model = Mixtures.random(random, 2, 1);
    ParameterCovariance covariance =
        covariance(random, CovarianceKind.MACHINE, model.freeParameters(), 20);
    MeanInterval interval = MeanConfidence.of(model, covariance, 0.95).at(new double[] {0.3});
    assertThat((interval.high() - interval.mean()) / interval.standardError())
        .isCloseTo(2.093024054408263, within(1e-8));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SplittableRandom random = new SplittableRandom(9);
    MixtureOfExperts model = Mixtures.random(random, 2, 1);
    ParameterCovariance covariance =
        covariance(random, CovarianceKind.MODEL, model.freeParameters(), 1);
    assertThatThrownBy(() -> MeanConfidence.of(model, covariance, 95))
        .hasMessage("--level 95: give 0.95");
    MixtureOfExperts other = Mixtures.random(random, 3, 1);
    assertThatThrownBy(() -> MeanConfidence.of(other, covariance, 0.95))
        .hasMessageContaining("a covariance of " + model.freeParameters());
    MeanConfidence confidence = MeanConfidence.of(model, covariance, 0.95);
    assertThatThrownBy(() -> confidence.at(new double[2])).hasMessageContaining("2 covariates");
    assertThatThrownBy(() -> confidence.at(new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
