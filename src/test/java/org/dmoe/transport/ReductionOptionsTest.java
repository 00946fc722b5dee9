package org.dmoe.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.dmoe.linalg.Threads;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import org.junit.jupiter.api.Test;

class ReductionOptionsTest {

  private static void refuses(ReductionOptions.Builder builder, String message) {
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
  }

  @Test
  void theOtherPlanIsAllThatChanges() {
    ReductionOptions options =
        ReductionOptions.builder(4)
            .divergence(Divergence.TRANSPORT)
            .cost(CostKind.W2)
            .localStarts(0)
            .threads(new Threads(2))
            .maxIterations(9)
            .build();
    ReductionOptions other = options.withOtherPlan();
    assertThat(other.plan()).isEqualTo(PlanKind.POINTWISE);
    assertThat(other).usingRecursiveComparison().ignoringFields("plan").isEqualTo(options);
    assertThat(other.withOtherPlan()).usingRecursiveComparison().isEqualTo(options);
  }

  @Test
  void numbersOutOfRangeAreNamedWithTheirFlags() {
    refuses(
        ReductionOptions.builder(0).divergence(Divergence.TRANSPORT),
        "--experts 0: must be at least 1");
    refuses(
        ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).localStarts(-1),
        "--mm-starts -1: must be at least 0");
    refuses(
        ReductionOptions.builder(2).divergence(Divergence.TRANSPORT).maxIterations(0),
        "iterations of the reduction 0: must be at least 1");
  }
}
