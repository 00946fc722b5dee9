package org.dmoe.em.lasso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.em.TestData;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardUnits;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LassoClimbTest {

  private static final MixtureOfExperts ONE =
      MixtureOfExperts.of(
          SoftmaxGate.uniform(1, 6),
          List.of(GaussianExpert.of(new double[] {1, 2, 0, -0.2, 0, 0.1, 0}, 1)));

  static final MixtureOfExperts THREE =
      MixtureOfExperts.of(
          SoftmaxGate.of(
              new double[][] {
                {0, 1.5, 0, 0, 0, -0.3, 0}, {0.3, 0, 0, -1, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0}
              }),
          List.of(
              GaussianExpert.of(new double[] {-3, 1, 0, 0, 0.3, 0, 0}, 0.5),
              GaussianExpert.of(new double[] {0, -2, 1, 0, 0, 0, 0}, 0.5),
              GaussianExpert.of(new double[] {3, 0, -1, 0, 0, 0.2, 0}, 1)));

  /** For each x_j: |x_j' r| / sigma^2 <= w_j, with the sign of the slope where there is one. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 5, 40, 120, 1000})
  void oneExpertIsTheLassoOfItsRows(double weight) {
    Observations data = TestData.sample(ONE, 300, new Random(4));
    StandardisedRows rows = new StandardisedRows(data, StandardUnits.of(data));
    PenalisedLikelihood objective = new PenalisedLikelihood(rows, new ParameterLayout(7, 1), 0, 0);
    LassoWeights penalty = weights(objective.layout(), weight);
    double[] theta = climb(objective, penalty, new double[8], 1e-13).theta();
    double[] products = new double[7];
    double squares = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      int n = rows.load(b);
      for (int i = 0; i < n; i++) {
        double residual = rows.weights()[i] * rows.response()[i];
        for (int j = 0; j < 7; j++) {
          residual -= rows.weights()[i] * theta[j] * rows.columns()[j][i];
        }
        squares += residual * residual;
        for (int j = 0; j < 7; j++) {
          products[j] += residual * rows.columns()[j][i];
        }
      }
    }
    double variance = Math.exp(theta[7]);
    assertThat(variance).isCloseTo(squares / 300, within(1e-9));
    for (int j = 0; j < 7; j++) {
      assertOptimal(products[j] / variance, theta[j], penalty.weights()[j], 1e-6);
    }
    assertThat(penalty.count(theta) < 8).isEqualTo(weight > 0);
  }

  /** The gradient is that of the likelihood of the observed rows, by central differences. */
  @ParameterizedTest
  @ValueSource(doubles = {1, 8, 25})
  void severalExpertsMaximiseThePenalisedLikelihood(double weight) {
    PenalisedLikelihood objective = three(800, 5);
    LassoWeights penalty = weights(objective.layout(), weight);
    LassoClimb.End end = climb(objective, penalty, start(objective, 5), 1e-11);
    double[] theta = end.theta();
    assertThat(end.converged()).isTrue();
    assertThat(penalty.count(theta) < theta.length).isEqualTo(weight > 1);
    double h = 1e-5;
    for (int j = 0; j < theta.length; j++) {
      double[] shifted = theta.clone();
      shifted[j] = theta[j] + h;
      double up = objective.evaluate(shifted, PassDepth.VALUE);
      shifted[j] = theta[j] - h;
      double slope = (up - objective.evaluate(shifted, PassDepth.VALUE)) / (2 * h);
      assertOptimal(slope, theta[j], penalty.weights()[j], 2e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noIterationLowersThePenalisedLikelihood(int seed) {
    PenalisedLikelihood objective = three(400, seed);
    LassoWeights penalty = weights(objective.layout(), 3 * seed);
    List<Double> values = new ArrayList<>();
    Progress progress = text -> values.add(Double.valueOf(text.replaceFirst(".* ", "")));
    LassoClimb.End end =
        new LassoClimb(objective, progress, "x").run(start(objective, seed), penalty, 200, 1e-9);
    assertThat(values).hasSizeGreaterThan(5);
    for (int i = 1; i < values.size(); i++) {
      assertThat(values.get(i))
          .isGreaterThanOrEqualTo(values.get(i - 1) - 1e-12 * Math.abs(values.get(i)));
    }
    double value = objective.evaluate(end.theta(), PassDepth.VALUE) - penalty.value(end.theta());
    assertThat(end.value()).isCloseTo(value, within(1e-9));
    assertThat(objective.pass().logLikelihood()).isCloseTo(end.logLikelihood(), within(1e-9));
  }

  @Test
  void anInfiniteWeightMakesAZeroAndNoWeightTheMaximum() {
    PenalisedLikelihood objective = three(800, 5);
    LassoWeights none = weights(objective.layout(), 0);
    double[] free = climb(objective, none, start(objective, 5), 1e-11).theta();
    double[] sparse = free.clone();
    sparse[3] = 0;
    LassoWeights support = weights(objective.layout(), 1).support(sparse);
    double[] refitted = climb(objective, support, free, 1e-11).theta();
    objective.evaluate(refitted, PassDepth.GRADIENT);
    double[] gradient = objective.gradient();
    for (int j = 0; j < gradient.length; j++) {
      if (j == 3) {
        assertThat(refitted[j]).isZero();
      } else {
        assertThat(gradient[j]).isCloseTo(0, within(2e-3));
      }
    }
  }

  private static void assertOptimal(double gradient, double at, double weight, double tolerance) {
    if (at == 0) {
      assertThat(Math.abs(gradient)).isLessThanOrEqualTo(weight + tolerance);
    } else {
      assertThat(gradient).isCloseTo(weight * Math.signum(at), within(tolerance));
    }
  }

  private static PenalisedLikelihood three(int n, int seed) {
    Observations data = TestData.sample(THREE, n, new Random(seed));
    StandardisedRows rows = new StandardisedRows(data, StandardUnits.of(data));
    return new PenalisedLikelihood(rows, new ParameterLayout(7, 3), 1e-3, 1e-6);
  }

  private static double[] start(PenalisedLikelihood objective, int seed) {
    Observations data = TestData.sample(THREE, 400, new Random(seed + 100));
    double[] theta = StandardUnits.of(data).toStandardUnits(THREE);
    assertThat(theta).hasSize(objective.layout().size());
    return theta;
  }

  private static LassoClimb.End climb(
      PenalisedLikelihood objective, LassoWeights penalty, double[] start, double tolerance) {
    return new LassoClimb(objective, Progress.SILENT, "").run(start, penalty, 5000, tolerance);
  }

  /** The same for all slopes. */
  private static LassoWeights weights(ParameterLayout layout, double weight) {
    double[] w = LassoWeights.none(layout).weights();
    for (int j = 0; j < layout.logVariance(0); j++) {
      w[j] = j % layout.p() == 0 ? 0 : weight;
    }
    return new LassoWeights(w);
  }
}
