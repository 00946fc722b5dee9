package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.family.FamilyData;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Aggregation of classes, successes and counts against definitions and brute force. */
class FamilyTransportTest {

  static Stream<Family> families() {
    return Stream.of(Categorical.of(3), Categorical.of(2), Binomial.INSTANCE, Poisson.INSTANCE);
  }

  private static ReductionOptions options(int experts, PlanKind plan) {
    return ReductionOptions.builder(experts).plan(plan).divergence(Divergence.TRANSPORT).build();
  }

  @ParameterizedTest
  @MethodSource("families")
  void objectivesAreThoseOfTheDefinition(Family family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 3, 3, 1, 2);
    List<LocalModel> models = FamilyProblems.models(truth, 4, 0.5, 3);
    SupportingSample support = FamilyProblems.support(truth, 150, 4);
    MixtureOfExperts other = FamilyData.clusters(family, 3, 2, 1, 9);
    TransportObjective objective =
        TransportObjective.of(models, support, options(2, PlanKind.COMPONENT), Progress.SILENT);
    double component = FamilyProblems.objective(models, other, support, false);
    double pointwise = FamilyProblems.objective(models, other, support, true);

    assertThat(objective.component(other)).isCloseTo(component, within(1e-11 * component));
    assertThat(objective.pointwise(other)).isCloseTo(pointwise, within(1e-11 * pointwise));
    assertThat(pointwise).isLessThanOrEqualTo(component);
    assertThat(objective.transport(other)).isGreaterThanOrEqualTo(pointwise * (1 - 1e-9));
    double mean = 0;
    for (int s = 0; s < support.size(); s++) {
      mean +=
          FamilyProblems.divergence(
                  family,
                  models.get(1).mixture().linearExpert(2),
                  other.linearExpert(1),
                  support.row(s))
              / support.size();
    }
    assertThat(objective.costs(other)[5][1]).isCloseTo(mean, within(1e-11 * mean));
  }

  @ParameterizedTest
  @MethodSource("families")
  void theObjectiveNeverRises(Family family) {
    for (PlanKind plan : PlanKind.values()) {
      MixtureOfExperts truth = FamilyData.clusters(family, 2, 3, 1.5, 5);
      List<LocalModel> models = FamilyProblems.models(truth, 5, 1, 6);
      SupportingSample support = FamilyProblems.support(truth, 200, 7);
      Aggregation result =
          ReductionEstimator.of(options(3, plan)).aggregate(models, support, Progress.SILENT);
      double[] trace = result.objectiveTrace();
      for (int t = 1; t < trace.length; t++) {
        assertThat(trace[t]).isLessThanOrEqualTo(trace[t - 1] * (1 + 1e-10) + 1e-15);
      }
      assertThat(result.converged()).isTrue();
      assertThat(result.lastObjective())
          .isCloseTo(
              FamilyProblems.objective(models, result.model(), support, plan == PlanKind.POINTWISE),
              within(1e-8 * result.lastObjective()));
    }
  }

  /** All ways to give four local experts to two global ones. */
  @ParameterizedTest
  @MethodSource("families")
  void theReductionIsTheBestOfAllAssignments(Family family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 1, 2, 2, 12);
    List<LocalModel> models = FamilyProblems.models(truth, 2, 0.3, 13);
    SupportingSample support = FamilyProblems.support(truth, 60, 14);
    Aggregation found =
        ReductionEstimator.of(options(2, PlanKind.COMPONENT))
            .aggregate(models, support, Progress.SILENT);
    double best = Double.POSITIVE_INFINITY;
    for (int code = 1; code < 15; code++) {
      best = Math.min(best, bestOf(code, models, support));
    }

    assertThat(found.lastObjective()).isCloseTo(best, within(1e-5 * (best + 1e-3)));
  }

  /** The least cost for an assignment, by moving each coefficient a little. */
  private static double bestOf(int code, List<LocalModel> models, SupportingSample support) {
    double sum = 0;
    for (int k = 0; k < 2; k++) {
      double[][] c = null;
      for (int l = 0; l < 4 && c == null; l++) {
        c = (code >> l & 1) == k ? expert(models, l).coefficients() : null;
      }
      double value = cost(code, k, c, models, support);
      for (double step = 0.5; step > 1e-5; step /= 2) {
        for (boolean moved = true; moved; ) {
          moved = false;
          for (double[] row : c) {
            for (int j = 0; j < row.length; j++) {
              for (int sign = -1; sign <= 1; sign += 2) {
                row[j] += sign * step;
                double trial = cost(code, k, c, models, support);
                moved |= trial < value - 1e-12;
                row[j] -= trial < value - 1e-12 ? 0 : sign * step;
                value = trial < value - 1e-12 ? trial : value;
              }
            }
          }
        }
      }
      sum += value;
    }
    return sum;
  }

  private static Expert expert(List<LocalModel> models, int l) {
    return models.get(l / 2).mixture().linearExpert(l % 2);
  }

  private static double cost(
      int code, int k, double[][] c, List<LocalModel> models, SupportingSample support) {
    Expert global = LinearExpert.of(c);
    double total = models.stream().mapToDouble(LocalModel::sampleSize).sum();
    double sum = 0;
    for (int l = 0; l < 4; l++) {
      if ((code >> l & 1) == k) {
        LocalModel local = models.get(l / 2);
        for (int s = 0; s < support.size(); s++) {
          double[] x = support.row(s);
          double mass = local.mixture().gate().probabilities(x)[l % 2];
          sum +=
              local.sampleSize()
                  / total
                  * mass
                  * FamilyProblems.divergence(
                      local.mixture().family(), expert(models, l), global, x)
                  / support.size();
        }
      }
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("families")
  void threadsDoNotChangeTheModel(Family family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1, 5);
    List<LocalModel> models = FamilyProblems.models(truth, 6, 0.3, 6);
    SupportingSample support = FamilyProblems.support(truth, 400, 7);
    List<MixtureOfExperts> results = new ArrayList<>();
    for (int threads : new int[] {1, 3}) {
      results.add(
          ReductionEstimator.of(ReductionOptions.builder(2).threads(new Threads(threads)).build())
              .aggregate(models, support, Progress.SILENT)
              .model());
    }

    assertThat(results.get(0)).isEqualTo(results.get(1));
  }

  @ParameterizedTest
  @MethodSource("families")
  void equalLocalModelsAreKept(Family family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 2, 2, 1, 31);
    List<LocalModel> models = FamilyProblems.models(truth, 3, 0, 6);
    SupportingSample support = FamilyProblems.support(truth, 500, 7);
    Aggregation reduced =
        ReductionEstimator.of(ReductionOptions.of(2)).aggregate(models, support, Progress.SILENT);
    MixtureOfExperts ofPlan = reduced.transport().orElseThrow().model();
    Observations rows = FamilyData.rows(truth, 1000, 1, 8);
    double[] x = {0.4, -0.2};
    for (int y = 0; y < 2; y++) {
      assertThat(ofPlan.logDensity(x, y)).isCloseTo(truth.logDensity(x, y), within(1e-5));
    }
    assertThat(FamilyData.meanLogLikelihood(reduced.model(), rows))
        .isCloseTo(FamilyData.meanLogLikelihood(truth, rows), within(2e-3));
  }

  @Test
  void theAlignedAverageIsThatOfTheMatchedCoefficients() {
    MixtureOfExperts truth = FamilyData.clusters(Categorical.of(3), 2, 2, 2, 8);
    List<LocalModel> models = FamilyProblems.models(truth, 2, 0.05, 9);
    LocalModel swapped =
        new LocalModel("m01", models.get(1).mixture().permuted(new int[] {1, 0}), 100);
    LocalModel first = new LocalModel("m00", models.get(0).mixture(), 100);
    SupportingSample support = FamilyProblems.support(truth, 300, 7);
    TransportObjective objective =
        TransportObjective.of(
            List.of(first, swapped), support, options(2, PlanKind.COMPONENT), Progress.SILENT);
    MixtureOfExperts average = objective.alignedAverage().model().canonical();
    MixtureOfExperts a = first.mixture().canonical();
    MixtureOfExperts b = swapped.mixture().canonical();
    for (int k = 0; k < 2; k++) {
      for (int c = 0; c < 2; c++) {
        for (int j = 0; j < 3; j++) {
          double mean =
              0.5
                  * (a.linearExpert(k).coefficients()[c][j]
                      + b.linearExpert(k).coefficients()[c][j]);
          assertThat(average.linearExpert(k).coefficients()[c][j]).isCloseTo(mean, within(1e-9));
        }
      }
    }
    assertThat(objective.greedy().model().size()).isEqualTo(2);
  }

  /** Also of single trials, which tell models apart, though not experts. */
  @ParameterizedTest
  @MethodSource("families")
  void theLikeliestIsTheLocalModelOfHighestExpectedLogLikelihood(Family family) {
    MixtureOfExperts truth = FamilyData.clusters(family, 1, 2, 0.3, 8);
    List<LocalModel> models = FamilyProblems.models(truth, 4, 0.6, 9);
    SupportingSample support = FamilyProblems.support(truth, 80, 7);
    LocalModel best = models.get(0);
    for (LocalModel model : models) {
      if (FamilyProblems.likelihood(models, model.mixture(), support, 600)
          > FamilyProblems.likelihood(models, best.mixture(), support, 600)) {
        best = model;
      }
    }
    TransportObjective objective =
        TransportObjective.of(models, support, options(2, PlanKind.COMPONENT), Progress.SILENT);
    assertThat(objective.likeliest().model()).isEqualTo(best.mixture().canonical());
  }

  @Test
  void familiesAreNotMixed() {
    MixtureOfExperts counts = FamilyData.clusters(Poisson.INSTANCE, 1, 1, 1, 5);
    MixtureOfExperts successes =
        MixtureOfExperts.of(Binomial.INSTANCE, SoftmaxGate.uniform(1, 1), counts.linearExperts());
    List<LocalModel> models =
        List.of(new LocalModel("a", counts, 1), new LocalModel("b", successes, 1));
    SupportingSample support = FamilyProblems.support(counts, 20, 7);
    ReductionEstimator estimator = ReductionEstimator.of(ReductionOptions.of(1));

    assertThatThrownBy(() -> estimator.aggregate(models, support, Progress.SILENT))
        .hasMessageContaining("different families");
    ReductionEstimator byDistance =
        ReductionEstimator.of(ReductionOptions.builder(1).cost(CostKind.W2).build());
    assertThatThrownBy(() -> byDistance.aggregate(models.subList(0, 1), support, Progress.SILENT))
        .hasMessageContaining("the cost of family poisson is KL");
  }
}
