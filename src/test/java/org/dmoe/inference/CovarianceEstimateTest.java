package org.dmoe.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One expert is a linear regression, whose covariances are known in closed form. */
class CovarianceEstimateTest {

  private static final int MACHINES = 5;

  private final List<Observations> machines = new ArrayList<>();
  private SimpleMatrix X;
  private SimpleMatrix residuals;
  private SimpleMatrix inverse;
  private double variance;
  private MixtureOfExperts model;

  @BeforeEach
  void regression() {
    Random random = new Random(7);
    int n = 200;
    X = new SimpleMatrix(n, 3);
    SimpleMatrix y = new SimpleMatrix(n, 1);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < n; i++) {
      double[] x = {100 + random.nextGaussian(), 0.01 * random.nextDouble()};
      X.set(i, 0, 1);
      X.set(i, 1, x[0]);
      X.set(i, 2, x[1]);
      y.set(i, 3 + 2 * x[0] - 50 * x[1] + (1 + 40 * x[1]) * random.nextGaussian());
      rows.add(x, y.get(i), 1);
      if ((i + 1) % (n / MACHINES) == 0) {
        machines.add(rows.build());
        rows = Observations.builder(2);
      }
    }
    inverse = X.transpose().mult(X).invert();
    SimpleMatrix beta = inverse.mult(X.transpose()).mult(y);
    residuals = y.minus(X.mult(beta));
    variance = residuals.dot(residuals) / n;
    model =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[1][3]), List.of(GaussianExpert.of(beta.data(), variance)));
  }

  @Test
  void modelBasedIsThatOfLeastSquares() {
    ParameterCovariance covariance = covariance(CovarianceKind.MODEL);
    assertMeans(covariance, inverse.scale(variance));
    assertThat(covariance.get(3, 3)).isCloseTo(2.0 / 200, within(1e-10));
    assertThat(covariance.get(3, 1)).isCloseTo(0, within(1e-10));
    assertThat(covariance.degreesOfFreedom()).isEmpty();
    assertThat(covariance.machines()).isEqualTo(MACHINES);
  }

  /** White (1980). */
  @Test
  void sandwichIsHeteroscedasticityConsistent() {
    SimpleMatrix middle = new SimpleMatrix(3, 3);
    for (int i = 0; i < 200; i++) {
      SimpleMatrix x = X.rows(i, i + 1);
      middle = middle.plus(x.transpose().mult(x).scale(residuals.get(i) * residuals.get(i)));
    }
    assertMeans(covariance(CovarianceKind.SANDWICH), inverse.mult(middle).mult(inverse));
  }

  /** Liang and Zeger (1986), with M / (M - 1). */
  @Test
  void betweenMachinesIsClusterRobust() {
    SimpleMatrix middle = new SimpleMatrix(3, 3);
    for (int m = 0; m < MACHINES; m++) {
      SimpleMatrix part = X.rows(40 * m, 40 * m + 40);
      SimpleMatrix score = part.transpose().mult(residuals.rows(40 * m, 40 * m + 40));
      middle = middle.plus(score.mult(score.transpose()));
    }
    ParameterCovariance covariance = covariance(CovarianceKind.MACHINE);
    assertMeans(covariance, inverse.mult(middle).mult(inverse).scale(5.0 / 4));
    assertThat(covariance.degreesOfFreedom()).isEqualTo(OptionalLong.of(4));
  }

  @Test
  void oneMachineHasNoSpread() {
    assertThatThrownBy(
            () ->
                CovarianceEstimate.of(model, Trials.sums(model, machines.subList(0, 1), true))
                    .covariance(CovarianceKind.MACHINE))
        .hasMessage("--covariance machine: there is one machine; at least two are needed");
  }

  /** Two columns that add up to a third, and one that does not vary. */
  @Test
  void whatIsNotIdentifiedIsNamedAndTheRestStands() {
    List<Observations> wider = new ArrayList<>();
    for (Observations rows : machines) {
      Observations.Builder builder = Observations.builder(5);
      double[] x = new double[2];
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, x);
        double other = Math.sin(i * x[1] * 1000);
        builder.add(new double[] {x[0], x[1], other, 2 * other, 0}, rows.response(i), 1);
      }
      wider.add(builder.build());
    }
    MixtureOfExperts with = widened(0, 0, 0);
    MixtureOfExperts without = widened(0);
    for (CovarianceKind kind : List.of(CovarianceKind.MODEL, CovarianceKind.SANDWICH)) {
      ParameterCovariance all =
          CovarianceEstimate.of(with, Trials.sums(with, wider, true)).covariance(kind);
      ParameterCovariance part =
          CovarianceEstimate.of(without, Trials.sums(without, first(wider, 3), true))
              .covariance(kind);
      assertThat(all.notIdentified()).containsExactly(3, 4, 5);
      assertThat(part.notIdentified()).isEmpty();
      for (int[] same : new int[][] {{0, 0}, {1, 1}, {2, 2}, {6, 4}}) {
        double expected = part.get(same[1], same[1]);
        assertThat(all.get(same[0], same[0])).isCloseTo(expected, within(1e-6 * expected));
      }
    }
  }

  /** The intercept goes with a column that does not vary and is not zero. */
  @Test
  void aConstantTakesTheInterceptWithIt() {
    List<Observations> wider = new ArrayList<>();
    double[] x = new double[2];
    for (Observations rows : machines) {
      Observations.Builder builder = Observations.builder(3);
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, x);
        builder.add(new double[] {x[0], x[1], 7}, rows.response(i), 1);
      }
      wider.add(builder.build());
    }
    MixtureOfExperts with = widened(0);
    ParameterCovariance covariance =
        CovarianceEstimate.of(with, Trials.sums(with, wider, true))
            .covariance(CovarianceKind.SANDWICH);
    assertThat(covariance.notIdentified()).containsExactly(0, 3);
  }

  @Test
  void anExpertAtItsFloorIsTold() {
    List<Observations> exact = new ArrayList<>();
    Observations.Builder builder = Observations.builder(1);
    for (int i = 0; i < 60; i++) {
      double x = i % 12 - 6;
      builder.add(new double[] {x}, i % 2 == 0 ? 3 * x : -2 * x + 5 * Math.cos(i), 1);
    }
    exact.add(builder.build());
    MixtureOfExperts start =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[2][2]),
            List.of(
                GaussianExpert.of(new double[] {0, 3}, 0.3),
                GaussianExpert.of(new double[] {0, -2}, 12)));
    MixtureOfExperts fitted = Trials.climb(start, exact);
    ParameterCovariance covariance =
        CovarianceEstimate.of(fitted, Trials.sums(fitted, exact, true))
            .covariance(CovarianceKind.SANDWICH);
    assertThat(covariance.atFloor()).hasSize(1);
    int k = covariance.atFloor()[0];
    assertThat(fitted.expert(k).variance()).isLessThan(0.1);
    List<Coefficient> table =
        CoefficientTable.of(Inference.of(fitted, Trials.numbers(1), covariance, 0.95), 1);
    assertThat(table.get(3 * k + 2).estimate().note()).isEqualTo("at its floor");
    assertThat(table.get(3 * (1 - k) + 2).estimate().hasError()).isTrue();
  }

  /** Units of the columns do not matter: the covariance is that of the users' numbers. */
  @Test
  void mixturesHaveTheErrorsOfTheirLikelihood() {
    var population = SyntheticKind.HARD.population(3, 2, 2);
    List<Observations> rows = Trials.machines(population, 4, 3, 800);
    MixtureOfExperts fitted = Trials.climb(population.truth(), rows);
    ParameterCovariance model =
        CovarianceEstimate.of(fitted, Trials.sums(fitted, rows, true))
            .covariance(CovarianceKind.MODEL);
    ParameterCovariance sandwich =
        CovarianceEstimate.of(fitted, Trials.sums(fitted, rows, true))
            .covariance(CovarianceKind.SANDWICH);
    for (int j = 0; j < model.size(); j++) {
      double ratio = Math.sqrt(sandwich.get(j, j) / model.get(j, j));
      assertThat(ratio).as("%d", j).isBetween(0.8, 1.25);
    }
  }

  private MixtureOfExperts widened(double... slopes) {
    double[] beta = new double[3 + slopes.length];
    System.arraycopy(model.expert(0).beta(), 0, beta, 0, 3);
    System.arraycopy(slopes, 0, beta, 3, slopes.length);
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[1][beta.length]), List.of(GaussianExpert.of(beta, variance)));
  }

  private static List<Observations> first(List<Observations> machines, int d) {
    List<Observations> narrower = new ArrayList<>();
    for (Observations rows : machines) {
      Observations.Builder builder = Observations.builder(d);
      double[] x = new double[rows.dimension()];
      for (int i = 0; i < rows.rows(); i++) {
        rows.copyRow(i, x);
        builder.add(java.util.Arrays.copyOf(x, d), rows.response(i), 1);
      }
      narrower.add(builder.build());
    }
    return narrower;
  }

  private ParameterCovariance covariance(CovarianceKind kind) {
    return CovarianceEstimate.of(model, Trials.sums(model, machines, true)).covariance(kind);
  }

  private static void assertMeans(ParameterCovariance covariance, SimpleMatrix expected) {
    assertThat(covariance.notIdentified()).isEmpty();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double size = Math.sqrt(expected.get(i, i) * expected.get(j, j));
        assertThat(covariance.get(i, j))
            .as("%d, %d", i, j)
            .isCloseTo(expected.get(i, j), within(1e-6 * size));
      }
    }
  }
}
