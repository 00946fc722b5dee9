package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.BruteForce;
import org.dmoe.transport.RandomProblems;
import org.dmoe.transport.ambient.GlobalExperts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every plan keeps; a new plan says what kind it is and what its definition gives. */
abstract class TransportPlanContract {

  private static final int SEEDS = 10;
  private static final int K = 3;

  /** Of the plan under test. */
  abstract PlanKind kind();

  /** R_c by the definition. */
  abstract double objective(BruteForce definition, MixtureOfExperts model);

  /** S x K sums of the plan over the local experts, by the definition. */
  abstract double[][] marginals(BruteForce definition, MixtureOfExperts model);

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void objectiveAndMarginalsAreThoseOfTheDefinition(CostKind cost) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Problem problem = new Problem(seed);
      BruteForce definition = new BruteForce(problem.models, problem.support, cost);
      double[][] expected = marginals(definition, problem.model);
      ReductionContext context = problem.context(cost, 1);
      TransportPlan plan = context.plan(kind());
      double objective = objective(definition, problem.model);
      assertThat(plan.couple(problem.experts(context)))
          .isCloseTo(objective, within(1e-11 * objective));
      assertMarginals(plan.marginals(), expected);
    }
  }

  /** A machine's part of the objective is what a plan for that machine alone would cost. */
  @ParameterizedTest
  @EnumSource(CostKind.class)
  void costsOfLocalExpertsAreTheirMachines(CostKind cost) {
    Problem problem = new Problem(1);
    double total = problem.models.stream().mapToDouble(LocalModel::sampleSize).sum();
    ReductionContext context = problem.context(cost, 1);
    TransportPlan plan = context.plan(kind());
    plan.couple(problem.experts(context));
    int l = 0;
    for (LocalModel machine : problem.models) {
      double sum = 0;
      for (int k = 0; k < machine.mixture().size(); k++) {
        sum += plan.costByLocalExpert()[l++];
      }
      BruteForce alone = new BruteForce(List.of(machine), problem.support, cost);
      double expected = machine.sampleSize() / total * objective(alone, problem.model);
      assertThat(sum).isCloseTo(expected, within(1e-11 * expected));
    }
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void theOrderOfMachinesDoesNotMatter(CostKind cost) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Problem problem = new Problem(seed);
      List<LocalModel> reversed = new ArrayList<>(problem.models);
      Collections.reverse(reversed);
      Problem other = new Problem(reversed, problem.support, problem.model);
      ReductionContext one = problem.context(cost, 1);
      ReductionContext two = other.context(cost, 1);
      TransportPlan plan = one.plan(kind());
      TransportPlan otherPlan = two.plan(kind());
      double objective = plan.couple(problem.experts(one));
      assertThat(otherPlan.couple(other.experts(two)))
          .isCloseTo(objective, within(1e-13 * objective));
      assertMarginals(otherPlan.marginals(), plan.marginals());
      assertExperts(otherPlan.barycentre(), plan.barycentre(), within(1e-10));
    }
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void threadsDoNotMatterToTheLastBit(CostKind cost) {
    Problem problem = new Problem(2);
    ReductionContext one = problem.context(cost, 1);
    ReductionContext three = problem.context(cost, 3);
    TransportPlan plan = one.plan(kind());
    TransportPlan threaded = three.plan(kind());
    assertThat(threaded.couple(problem.experts(three)))
        .isEqualTo(plan.couple(problem.experts(one)));
    assertThat(threaded.marginals()).isDeepEqualTo(plan.marginals());
    assertExperts(threaded.barycentre(), plan.barycentre(), within(0.0));
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void theBarycentreNeverRaisesTheObjective(CostKind cost) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Problem problem = new Problem(seed);
      BruteForce definition = new BruteForce(problem.models, problem.support, cost);
      ReductionContext context = problem.context(cost, 1);
      TransportPlan plan = context.plan(kind());
      plan.couple(problem.experts(context));
      double before = objective(definition, problem.model);
      for (int step = 0; step < 6; step++) {
        plan.reseed();
        GlobalExperts next = plan.barycentre();
        plan.couple(next);
        double after = objective(definition, problem.mixture(next, context));
        assertThat(after).as("step %d", step).isLessThanOrEqualTo(before * (1 + 1e-12));
        before = after;
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void aTieGoesToTheLowestNumber(CostKind cost) {
    Problem problem = new Problem(3);
    MixtureOfExperts twice =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(K, 2),
            List.of(problem.model.expert(0), problem.model.expert(1), problem.model.expert(0)));
    Problem tied = new Problem(problem.models, problem.support, twice);
    ReductionContext context = tied.context(cost, 1);
    TransportPlan plan = context.plan(kind());
    plan.couple(tied.experts(context));
    for (double[] row : plan.marginals()) {
      assertThat(row[2]).isZero();
    }
  }

  /** A mixture that all machines share is its own aggregation. */
  @ParameterizedTest
  @EnumSource(CostKind.class)
  void machinesThatAgreeCostNothingAndAreKept(CostKind cost) {
    Problem problem = new Problem(4);
    List<LocalModel> same =
        List.of(new LocalModel("a", problem.model, 10), new LocalModel("b", problem.model, 30));
    Problem agreed = new Problem(same, problem.support, problem.model);
    ReductionContext context = agreed.context(cost, 1);
    TransportPlan plan = context.plan(kind());
    GlobalExperts experts = agreed.experts(context);
    assertThat(plan.couple(experts)).isCloseTo(0, within(1e-28));
    assertExperts(plan.barycentre(), experts, within(1e-12));
    double[][] gate = new double[problem.support.size()][];
    for (int s = 0; s < gate.length; s++) {
      gate[s] = problem.model.gate().probabilities(problem.support.row(s));
    }
    assertMarginals(plan.marginals(), gate);
  }

  @ParameterizedTest
  @EnumSource(CostKind.class)
  void anEmptyExpertIsGivenTheWorstServedAndTheObjectiveFalls(CostKind cost) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Problem problem = new Problem(seed);
      List<GaussianExpert> experts = new ArrayList<>(problem.model.experts());
      experts.set(1, GaussianExpert.of(new double[] {1e6, 0, 0}, 1e-3));
      Problem empty =
          new Problem(
              problem.models, problem.support, MixtureOfExperts.of(problem.model.gate(), experts));
      ReductionContext context = empty.context(cost, 1);
      TransportPlan plan = context.plan(kind());
      double before = plan.couple(empty.experts(context));
      assertThat(mass(plan, 1)).isZero();
      GlobalExperts unsettled = plan.barycentre();
      assertThat(unsettled.beta()[1]).isEqualTo(empty.experts(context).beta()[1]);
      assertThat(unsettled.variance()[1]).isEqualTo(empty.experts(context).variance()[1]);
      int without = 0;
      for (int k = 0; k < K; k++) {
        without += mass(plan, k) > 0 ? 0 : 1;
      }
      assertThat(plan.reseed()).hasSize(without);
      double after = plan.couple(plan.barycentre());
      assertThat(after).isLessThan(before);
      assertThat(mass(plan, 1)).isPositive();
    }
  }

  private static double mass(TransportPlan plan, int k) {
    double mass = 0;
    for (double[] row : plan.marginals()) {
      mass += row[k];
    }
    return mass;
  }

  private static void assertMarginals(double[][] actual, double[][] expected) {
    assertThat(actual).hasDimensions(expected.length, expected[0].length);
    for (int s = 0; s < actual.length; s++) {
      assertThat(actual[s]).as("row %d", s).containsExactly(expected[s], within(1e-12));
    }
  }

  private static void assertExperts(
      GlobalExperts actual, GlobalExperts expected, Offset<Double> offset) {
    assertThat(actual.variance()).containsExactly(expected.variance(), offset);
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.beta()[k]).containsExactly(expected.beta()[k], offset);
    }
  }

  /** Local models, a support of more than one block and a global model. */
  private record Problem(
      List<LocalModel> models, SupportingSample support, MixtureOfExperts model) {

    Problem(int seed) {
      this(new RandomProblems(seed, 2));
    }

    private Problem(RandomProblems random) {
      this(random.models(5, 1, 4), random.support(150), random.mixture(K));
    }

    ReductionContext context(CostKind cost, int threads) {
      return ReductionContext.of(models, support, K, cost, new Threads(threads), Progress.SILENT);
    }

    GlobalExperts experts(ReductionContext context) {
      return GlobalExperts.of(model, context.ambient().support());
    }

    MixtureOfExperts mixture(GlobalExperts experts, ReductionContext context) {
      return MixtureOfExperts.of(
          model.family(),
          model.gate(),
          experts.restore(model.family(), context.ambient().support()));
    }
  }
}
