package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.BruteForce;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With K = 1 the reduction is one barycentre; it must be the minimiser of the summed costs. */
class BarycentreTest {

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void isTheNumericMinimiser(CostKind cost) {
    for (int seed = 0; seed < 3; seed++) {
      RandomProblems random = new RandomProblems(seed, 1);
      List<LocalModel> models = random.models(3, 1, 3);
      SupportingSample support = random.support(25);
      ToDoubleFunction<double[]> objective =
          parameters -> {
            GaussianExpert expert =
                GaussianExpert.of(
                    new double[] {parameters[0], parameters[1]}, parameters[2] * parameters[2]);
            return objective(models, support, cost, expert);
          };
      double[] minimiser = minimise(objective, new double[] {0, 0, 1});
      for (PlanKind plan : PlanKind.values()) {
        ReductionOptions options =
            ReductionOptions.builder(1)
                .divergence(Divergence.TRANSPORT)
                .cost(cost)
                .plan(plan)
                .localStarts(1)
                .maxIterations(50)
                .build();
        GaussianExpert expert =
            ReductionEstimator.of(options)
                .aggregate(models, support, Progress.SILENT)
                .model()
                .expert(0);
        assertThat(expert.intercept()).isCloseTo(minimiser[0], within(1e-5));
        assertThat(expert.coefficient(0)).isCloseTo(minimiser[1], within(1e-5));
        assertThat(Math.sqrt(expert.variance())).isCloseTo(minimiser[2], within(1e-5));
      }
    }
  }

  private static double objective(
      List<LocalModel> models, SupportingSample support, CostKind cost, GaussianExpert expert) {
    BruteForce brute = new BruteForce(models, support, cost);
    double sum = 0;
    for (LocalModel machine : models) {
      for (int l = 0; l < machine.mixture().size(); l++) {
        sum += brute.meanCost(machine, l, expert);
      }
    }
    return sum;
  }

  /** Coordinate descent. */
  private static double[] minimise(ToDoubleFunction<double[]> objective, double[] start) {
    double[] at = start.clone();
    for (int sweep = 0; sweep < 60; sweep++) {
      for (int j = 0; j < at.length; j++) {
        at[j] = alongCoordinate(objective, at, j);
      }
    }
    return at;
  }

  /** A parabola step along a coordinate, halved until the objective falls. */
  private static double alongCoordinate(ToDoubleFunction<double[]> objective, double[] at, int j) {
    double h = 1e-4;
    double[] moved = at.clone();
    double centre = objective.applyAsDouble(moved);
    moved[j] = at[j] + h;
    double right = objective.applyAsDouble(moved);
    moved[j] = at[j] - h;
    double left = objective.applyAsDouble(moved);
    double curvature = right - 2 * centre + left;
    double step = curvature > 0 ? -0.5 * h * (right - left) / curvature : left - right;
    for (int halvings = 0; halvings < 12; halvings++, step /= 2) {
      moved[j] = at[j] + step;
      if ((j < 2 || moved[j] > 0) && objective.applyAsDouble(moved) < centre) {
        return moved[j];
      }
    }
    return at[j];
  }
}
