package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;

class MonotoneObjectiveTest {

  /** What rounding leaves of an objective that is zero. */
  private static final double ZERO = 1e-28;

  @Property(tries = 150, seed = "20240611")
  void neverRises(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 3) int dimension,
      @ForAll @IntRange(min = 2, max = 6) int machines,
      @ForAll @IntRange(min = 1, max = 4) int experts,
      @ForAll CostKind cost,
      @ForAll PlanKind plan) {
    RandomProblems random = new RandomProblems(seed, dimension);
    List<LocalModel> models = random.models(machines, 2, 4);
    SupportingSample support = random.support(60);
    ReductionOptions options =
        ReductionOptions.builder(experts)
            .divergence(Divergence.TRANSPORT)
            .cost(cost)
            .plan(plan)
            .maxIterations(200)
            .build();
    Aggregation result =
        ReductionEstimator.of(options)
            .startingFrom(random.mixture(experts))
            .aggregate(models, support, Progress.SILENT);
    double[] trace = result.objectiveTrace();
    for (int t = 1; t < trace.length; t++) {
      assertThat(trace[t]).as("step %d", t).isLessThanOrEqualTo(trace[t - 1] * (1 + 1e-12) + ZERO);
    }
    assertThat(result.model().size()).isEqualTo(experts);
    assertThat(result.converged()).isTrue();
    BruteForce brute = new BruteForce(models, support, cost);
    double expected =
        plan == PlanKind.POINTWISE
            ? brute.pointwise(result.model())
            : brute.component(result.model());
    assertThat(Math.abs(result.lastObjective() - expected)).isLessThan(1e-9 * (1 + expected));
  }

  /** The plan that is free to choose at every x never ends above where it began. */
  @Property(tries = 30, seed = "20240612")
  void pointwiseFromTheComponentSolutionIsNoWorse(@ForAll long seed) {
    RandomProblems random = new RandomProblems(seed, 2);
    List<LocalModel> models = random.models(4, 2, 3);
    SupportingSample support = random.support(60);
    Aggregation component = reduce(models, support, PlanKind.COMPONENT);
    Aggregation pointwise =
        ReductionEstimator.of(
                ReductionOptions.builder(2)
                    .divergence(Divergence.TRANSPORT)
                    .plan(PlanKind.POINTWISE)
                    .maxIterations(200)
                    .build())
            .startingFrom(component.model())
            .aggregate(models, support, Progress.SILENT);
    assertThat(pointwise.lastObjective())
        .isLessThanOrEqualTo(component.lastObjective() * (1 + 1e-12) + ZERO);
  }

  private static Aggregation reduce(
      List<LocalModel> models, SupportingSample support, PlanKind plan) {
    return ReductionEstimator.of(
            ReductionOptions.builder(2)
                .divergence(Divergence.TRANSPORT)
                .plan(plan)
                .maxIterations(200)
                .build())
        .aggregate(models, support, Progress.SILENT);
  }
}
