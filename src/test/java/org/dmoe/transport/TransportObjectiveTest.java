package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.plan.TransportPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransportObjectiveTest {

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void objectivesFollowTheirDefinitions(CostKind cost) {
    for (int seed = 0; seed < 10; seed++) {
      RandomProblems random = new RandomProblems(seed, 3);
      List<LocalModel> models = random.models(5, 1, 4);
      SupportingSample support = random.support(150);
      MixtureOfExperts model = random.mixture(3);
      BruteForce brute = new BruteForce(models, support, cost);
      TransportObjective objective = objective(models, support, cost);
      double pointwise = brute.pointwise(model);
      double component = brute.component(model);
      assertThat(objective.pointwise(model)).isCloseTo(pointwise, within(1e-11 * pointwise));
      assertThat(objective.component(model)).isCloseTo(component, within(1e-11 * component));
      assertThat(objective.component(model)).isGreaterThanOrEqualTo(objective.pointwise(model));
    }
  }

  @Test
  void costsByLocalModelAverageToTheObjective() {
    RandomProblems random = new RandomProblems(3, 2);
    List<LocalModel> models = random.models(4, 2, 3);
    SupportingSample support = random.support(40);
    MixtureOfExperts model = random.mixture(2);
    BruteForce brute = new BruteForce(models, support, CostKind.KL);
    TransportObjective objective = objective(models, support, CostKind.KL);
    double[] costs = objective.byLocalModel(model, PlanKind.POINTWISE);
    for (int m = 0; m < costs.length; m++) {
      double expected = brute.pointwise(models.get(m).mixture(), model);
      assertThat(costs[m]).isCloseTo(expected, within(1e-11 * expected));
    }
  }

  @Test
  void planMarginalsFollowTheirDefinition() {
    RandomProblems random = new RandomProblems(5, 2);
    List<LocalModel> models = random.models(4, 1, 3);
    SupportingSample support = random.support(200);
    MixtureOfExperts model = random.mixture(3);
    double[][] expected = new BruteForce(models, support, CostKind.KL).pointwiseMarginals(model);
    ReductionContext context =
        ReductionOptions.builder(3)
            .divergence(Divergence.TRANSPORT)
            .build()
            .context(models, support, Progress.SILENT);
    TransportPlan plan = context.plan(PlanKind.POINTWISE);
    plan.couple(GlobalExperts.of(model, context.ambient().support()));
    double[][] marginals = plan.marginals();
    for (int s = 0; s < expected.length; s++) {
      assertThat(marginals[s]).containsExactly(expected[s], within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void exactTransportIsTheBestVertexAtEveryRow(CostKind cost) {
    for (int seed = 0; seed < 5; seed++) {
      RandomProblems random = new RandomProblems(seed, 2);
      List<LocalModel> models = random.models(2, 1, 3);
      SupportingSample support = random.support(10);
      MixtureOfExperts model = random.mixture(2 + seed % 2);
      double expected = new BruteForce(models, support, cost).exact(model);
      TransportObjective objective = objective(models, support, cost);
      assertThat(objective.transport(model)).isCloseTo(expected, within(1e-7 * expected));
    }
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void exactTransportIsZeroToItself(CostKind cost) {
    for (int seed = 0; seed < 5; seed++) {
      RandomProblems random = new RandomProblems(seed, 2);
      List<LocalModel> models = random.models(3, 1, 3);
      SupportingSample support = random.support(30);
      MixtureOfExperts model = random.mixture(3);
      LocalModel alone = new LocalModel("alone", model, 1);
      TransportObjective objective = objective(models, support, cost);
      TransportObjective itself = objective(List.of(alone), support, cost);
      assertThat(itself.transport(model)).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void modelOfAnotherDimensionIsRefused() {
    RandomProblems random = new RandomProblems(1, 2);
    MixtureOfExperts other = new RandomProblems(1, 3).mixture(2);
    TransportObjective objective =
        objective(random.models(2, 2, 2), random.support(20), CostKind.KL);
    assertThatThrownBy(() -> objective.pointwise(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model has 3 covariates, the supporting sample has 2");
  }

  private static TransportObjective objective(
      List<LocalModel> models, SupportingSample support, CostKind cost) {
    return TransportObjective.of(
        models,
        support,
        ReductionOptions.builder(2)
            .divergence(Divergence.TRANSPORT)
            .cost(cost)
            .threads(new Threads(2))
            .maxIterations(100)
            .build(),
        Progress.SILENT);
  }
}
