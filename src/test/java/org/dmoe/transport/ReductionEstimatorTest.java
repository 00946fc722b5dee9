package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.transport.Reductions.reduce;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReductionEstimatorTest {

  private final RandomProblems random = new RandomProblems(11, 3);
  private final MixtureOfExperts truth = random.mixture(3).canonical();
  private final SupportingSample support = random.support(300);

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void oneLocalModelIsItsOwnReduction(PlanKind plan) {
    Aggregation result = reduce(List.of(new LocalModel("a", truth, 7)), support, 3, plan, 1);
    assertModel(result.model(), truth, 1e-7);
    assertThat(result.lastObjective()).isLessThan(1e-20);
    assertThat(result.sampleSize()).isEqualTo(7);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void identicalLocalModelsAreTheirOwnReduction(PlanKind plan) {
    List<LocalModel> models = random.around(truth, 5, 0);
    Aggregation result = reduce(models, support, 3, plan, 1);
    assertModel(result.model(), truth, 1e-7);
    assertThat(result.lastObjective()).isLessThan(1e-20);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void orderOfMachinesAndOfExpertsChangesNothing(PlanKind plan) {
    List<LocalModel> models = random.around(truth, 8, 0.05);
    Aggregation one = reduce(models, support, 3, plan, 1);
    List<LocalModel> other = new ArrayList<>();
    for (LocalModel model : models) {
      MixtureOfExperts permuted = model.mixture().permuted(new int[] {2, 0, 1});
      other.add(new LocalModel(model.id(), permuted, model.sampleSize()));
    }
    Collections.reverse(other);
    Aggregation two = reduce(other, support, 3, plan, 1);
    assertModel(two.model(), one.model(), 1e-6);
    assertThat(two.lastObjective())
        .isCloseTo(one.lastObjective(), within(1e-9 * one.lastObjective()));
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void unitsChangeNothingButTheUnits(CostKind cost) {
    List<LocalModel> models = random.around(truth, 6, 0.05);
    double[] shift = {5, -300, 0.01};
    double[] scale = {1000, 0.01, 3};
    double response = 40;
    List<LocalModel> converted = new ArrayList<>();
    for (LocalModel model : models) {
      MixtureOfExperts other = Units.convert(model.mixture(), shift, scale, response);
      converted.add(new LocalModel(model.id(), other, model.sampleSize()));
    }
    for (PlanKind plan : PlanKind.values()) {
      ReductionOptions options =
          ReductionOptions.builder(3)
              .divergence(Divergence.TRANSPORT)
              .cost(cost)
              .plan(plan)
              .maxIterations(100)
              .build();
      ReductionEstimator estimator = ReductionEstimator.of(options);
      Aggregation one = estimator.aggregate(models, support, Progress.SILENT);
      Aggregation two =
          estimator.aggregate(converted, Units.convert(support, shift, scale), Progress.SILENT);
      double factor = cost == CostKind.W2 ? response * response : 1;
      double expected = factor * one.lastObjective();
      assertThat(two.lastObjective()).isCloseTo(expected, within(1e-8 * expected));
      double[] x = support.row(4);
      double[] there = Units.convert(x, shift, scale);
      MixtureOfExperts back = Units.convert(one.model(), shift, scale, response);
      assertThat(two.model().mean(there)).isCloseTo(back.mean(there), within(1e-4));
      assertThat(two.model().variance(there))
          .isCloseTo(back.variance(there), within(1e-6 * back.variance(there)));
    }
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void aMachineOfTwiceTheWeightIsTwoMachines(PlanKind plan) {
    List<LocalModel> models = random.around(truth, 3, 0.1);
    LocalModel first = models.get(0);
    List<LocalModel> twice = new ArrayList<>(models);
    twice.add(0, first);
    List<LocalModel> heavier = new ArrayList<>(models);
    heavier.set(0, new LocalModel(first.id(), first.mixture(), 2 * first.sampleSize()));
    assertModel(
        reduce(twice, support, 3, plan, 1).model(),
        reduce(heavier, support, 3, plan, 1).model(),
        1e-6);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void threadsDoNotChangeASingleBit(PlanKind plan) {
    SupportingSample large = random.support(400);
    int machines = plan == PlanKind.COMPONENT ? 250 : 20;
    List<LocalModel> models = new RandomProblems(2, 3).models(machines, 2, 5);
    Aggregation one = reduce(models, large, 4, plan, 1);
    Aggregation three = reduce(models, large, 4, plan, 3);
    assertThat(three.model()).isEqualTo(one.model());
    assertThat(three.objectiveTrace()).isEqualTo(one.objectiveTrace());
    assertThat(three.localCosts()).isEqualTo(one.localCosts());
    assertThat(three.starts()).isEqualTo(one.starts());
  }

  @Test
  void everyStartIsAccountedForAndTheLeastWins() {
    Aggregation result = reduce(random.models(6, 2, 4), support, 3, PlanKind.COMPONENT, 1);
    assertThat(result.starts()).hasSize(5);
    assertThat(result.starts().get(0).name()).isEqualTo("greedy merging");
    assertThat(result.starts().get(4).name()).isEqualTo("aligned average");
    double least =
        result.starts().stream()
            .mapToDouble(ReductionStartReport::lastObjective)
            .min()
            .orElseThrow();
    assertThat(result.lastObjective()).isEqualTo(least);
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void anExpertWithoutMassIsStartedAgainAndSaid(PlanKind plan) {
    List<LocalModel> models = random.around(truth, 4, 0.05);
    List<GaussianExpert> experts = new ArrayList<>(truth.experts());
    experts.set(1, GaussianExpert.of(new double[] {1e6, 0, 0, 0}, 1e-3));
    MixtureOfExperts start = MixtureOfExperts.of(SoftmaxGate.uniform(3, 3), experts);
    Aggregation result =
        ReductionEstimator.of(
                ReductionOptions.builder(3)
                    .divergence(Divergence.TRANSPORT)
                    .plan(plan)
                    .maxIterations(100)
                    .build())
            .startingFrom(start)
            .aggregate(models, support, Progress.SILENT);
    assertThat(result.starts()).hasSize(1);
    assertThat(result.warnings())
        .singleElement()
        .asString()
        .startsWith("an expert received no mass and was started again from expert ");
    Aggregation own = reduce(models, support, 3, plan, 1);
    assertThat(result.lastObjective())
        .isCloseTo(own.lastObjective(), within(1e-6 * own.lastObjective()));
  }

  @ParameterizedTest
  @EnumSource(PlanKind.class)
  void moreExpertsThanDistinctOnesStayFinite(PlanKind plan) {
    Aggregation result = reduce(random.around(truth, 2, 0), support, 5, plan, 1);
    assertThat(result.model().size()).isEqualTo(5);
    assertThat(result.lastObjective()).isLessThan(1e-20);
  }

  @Test
  void whatCannotBeAggregatedIsRefusedWithAReason() {
    List<LocalModel> models = random.models(2, 2, 2);
    assertRefused(List.of(), 2, "there is no local model to aggregate");
    assertRefused(models, 5, "5 experts are asked for, but the 2 local models together have 4");
    List<LocalModel> mixed = new ArrayList<>(models);
    mixed.add(new LocalModel("odd", new RandomProblems(1, 2).mixture(2), 5));
    assertRefused(mixed, 2, "local model 'odd' has 2 covariates, the supporting sample has 3");
    ReductionEstimator estimator =
        ReductionEstimator.of(ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).build());
    assertThatThrownBy(() -> estimator.startingFrom(truth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the initial model has 3 experts, not 2");
    ReductionEstimator other = estimator.startingFrom(new RandomProblems(1, 2).mixture(2));
    assertThatThrownBy(() -> other.aggregate(models, support, Progress.SILENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the initial model has 2 covariates, the supporting sample has 3");
  }

  @Test
  void oneLocalModelStaysAsItIs() {
    LocalModel only = random.models(1, 2, 3).get(0);
    Aggregation result =
        ReductionEstimator.of(ReductionOptions.builder(only.mixture().size()).build())
            .aggregate(List.of(only), support, Progress.SILENT);
    MixtureOfExperts kept = only.mixture().canonical();
    for (int k = 0; k < kept.size(); k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(kept.expert(k).beta(), within(1e-9));
    }
    assertThat(result.transport().orElseThrow().model()).isEqualTo(result.model());
  }

  @Test
  void manyMachinesAreMergedInGroupsAndSaid() {
    RandomProblems far = new RandomProblems(8, 3);
    MixtureOfExperts centre = far.mixture(3).canonical();
    List<LocalModel> models = far.around(centre, 400, 0.02);
    Aggregation result = reduce(models, support, 3, PlanKind.COMPONENT, 2);
    assertThat(result.starts().get(0).name()).contains("within groups first");
    assertThat(result.starts().get(1).name()).contains("best of 200");
    for (int k = 0; k < 3; k++) {
      assertThat(result.model().expert(k).beta())
          .containsExactly(centre.expert(k).beta(), within(0.01));
    }
  }

  @Test
  void bothPlansAreThoseOfEachAlone() {
    List<LocalModel> models = random.models(5, 2, 4);
    PlanComparison both =
        ReductionEstimator.of(ReductionOptions.builder(3).divergence(Divergence.TRANSPORT).build())
            .bothPlans(models, support, Progress.SILENT);
    Aggregation component = reduce(models, support, 3, PlanKind.COMPONENT, 1);
    Aggregation pointwise = reduce(models, support, 3, PlanKind.POINTWISE, 1);
    assertThat(both.component().model()).isEqualTo(component.model());
    assertThat(both.pointwise().model()).isEqualTo(pointwise.model());
    BruteForce brute = new BruteForce(models, support, CostKind.KL);
    assertThat(both.pointwiseObjectiveOfComponent())
        .isCloseTo(brute.pointwise(component.model()), within(1e-10));
    assertThat(both.componentObjectiveOfPointwise())
        .isCloseTo(brute.component(pointwise.model()), within(1e-10));
  }

  @Test
  void saysWhereItIs() {
    List<String> said = new ArrayList<>();
    ReductionEstimator.of(ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).build())
        .aggregate(random.models(3, 2, 2), support, said::add);
    assertThat(said).anyMatch(line -> line.startsWith("greedy merging: R_c "));
  }

  private void assertRefused(List<LocalModel> models, int experts, String message) {
    assertThatThrownBy(() -> reduce(models, support, experts, PlanKind.COMPONENT, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static void assertModel(
      MixtureOfExperts actual, MixtureOfExperts expected, double tolerance) {
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.expert(k).beta())
          .containsExactly(expected.expert(k).beta(), within(tolerance));
      assertThat(actual.expert(k).variance())
          .isCloseTo(expected.expert(k).variance(), within(tolerance));
      assertThat(actual.gate().alpha(k))
          .containsExactly(expected.gate().alpha(k), within(10 * tolerance));
    }
  }
}
