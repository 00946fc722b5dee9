package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.plan.ComponentPlan;
import org.dmoe.transport.plan.PlanKind;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.plan.TransportPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers from GNU Octave with the paper authors' own divergence and IRLS routines. */
class GoldenReductionTest {

  private static final double RELATIVE = 1e-8;
  private static final double GATE = 1e-5;

  static Stream<Arguments> cases() {
    return Stream.of("homogeneous-small", "homogeneous-medium", "heterogeneous-small")
        .flatMap(
            name ->
                Stream.of(
                    Arguments.of(name, PlanKind.POINTWISE),
                    Arguments.of(name, PlanKind.COMPONENT)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void objectiveTraceExpertsAndGate(String name, PlanKind plan) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    JsonNode answer = golden.answer(plan);
    Aggregation result =
        ReductionEstimator.of(options(golden, plan))
            .startingFrom(golden.initial())
            .aggregate(golden.localModels(), golden.support(), Progress.SILENT);
    double[] trace = GoldenCase.vector(answer.get("objectiveTrace"));
    assertThat(result.objectiveTrace()).hasSize(trace.length);
    assertClose(result.objectiveTrace(), trace, RELATIVE);
    MixtureOfExperts expected = GoldenCase.mixture(answer.get("expected")).canonical();
    for (int k = 0; k < golden.experts(); k++) {
      assertClose(result.model().expert(k).beta(), expected.expert(k).beta(), RELATIVE);
      double variance = expected.expert(k).variance();
      assertThat(result.model().expert(k).variance())
          .isCloseTo(variance, within(RELATIVE * variance));
      assertClose(result.model().gate().alpha(k), expected.gate().alpha(k), GATE);
    }
    assertThat(result.converged()).isTrue();
    assertThat(result.warnings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void marginalsAndAssignment(String name, PlanKind kind) throws IOException {
    GoldenCase golden = GoldenCase.read(name);
    ReductionContext context =
        options(golden, kind).context(golden.localModels(), golden.support(), Progress.SILENT);
    TransportPlan plan = context.plan(kind);
    StandardisedSupport support = context.ambient().support();
    MajorisationMinimisation.run(
        "golden", plan, GlobalExperts.of(golden.initial(), support), 100, context.workers());
    if (plan instanceof ComponentPlan component) {
      int[] expected = new int[component.assignment().length];
      for (int l = 0; l < expected.length; l++) {
        expected[l] = golden.root().get("component").get("assignment").get(l).asInt();
      }
      assertThat(component.assignment()).isEqualTo(expected);
    } else {
      double[][] expected = GoldenCase.matrix(golden.root().get("planMarginals"));
      double[][] marginals = plan.marginals();
      for (int s = 0; s < expected.length; s++) {
        assertThat(marginals[s]).containsExactly(expected[s], within(1e-9));
      }
    }
  }

  @Test
  void ownStartsAreNoWorseThanTheGivenOne() throws IOException {
    for (String name : List.of("homogeneous-small", "homogeneous-medium", "heterogeneous-small")) {
      GoldenCase golden = GoldenCase.read(name);
      for (PlanKind plan : PlanKind.values()) {
        double[] trace = GoldenCase.vector(golden.answer(plan).get("objectiveTrace"));
        Aggregation result =
            ReductionEstimator.of(options(golden, plan))
                .aggregate(golden.localModels(), golden.support(), Progress.SILENT);
        assertThat(result.lastObjective())
            .as("%s %s %s", name, plan, result.starts())
            .isLessThanOrEqualTo(trace[trace.length - 1] * (1 + RELATIVE));
      }
    }
  }

  private static ReductionOptions options(GoldenCase golden, PlanKind plan) {
    return ReductionOptions.builder(golden.experts())
        .divergence(Divergence.TRANSPORT)
        .plan(plan)
        .build();
  }

  private static void assertClose(double[] actual, double[] expected, double relative) {
    double scale = 0;
    for (double value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < expected.length; i++) {
      double allowed = relative * Math.max(Math.abs(expected[i]), 1e-6 * scale);
      assertThat(actual[i]).as("entry %d", i).isCloseTo(expected[i], within(allowed));
    }
  }
}
