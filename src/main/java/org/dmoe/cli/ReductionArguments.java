package org.dmoe.cli;

import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import picocli.CommandLine.Option;

/** Options of the aggregation. */
final class ReductionArguments {

  @Option(
      names = "--cost",
      paramLabel = "kl|w2",
      description =
          "Cost between experts: KL(local || global) or squared 2-Wasserstein (default: ${DEFAULT-VALUE}).")
  CostKind cost;

  @Option(
      names = "--plan",
      paramLabel = "component|pointwise|both",
      description =
          "Each local expert goes to one global expert, or the choice is made anew at every x; both keeps the component-wise model and makes the other one beside it (default: ${DEFAULT-VALUE}).")
  private PlanChoice plan;

  /** Plans as they are typed. */
  enum PlanChoice {
    COMPONENT,
    POINTWISE,
    BOTH
  }

  @Option(
      names = "--aggregator",
      paramLabel = "NAME",
      description =
          "What makes the global model: reduction, weighted-average, middle, aligned-average or greedy (default: ${DEFAULT-VALUE}).")
  String aggregator;

  @Option(
      names = "--mm-starts",
      paramLabel = "N",
      description =
          "Local models that serve as starts beside the greedy merging (default: ${DEFAULT-VALUE}).")
  int localStarts;

  @Option(
      names = "--reducer-threads",
      paramLabel = "N",
      description = "Threads of the aggregation; the result does not depend on them.")
  int threads;

  @Option(
      names = "--min-local-models",
      paramLabel = "FRACTION",
      description = "Share of local models that must be usable (default: ${DEFAULT-VALUE}).")
  double minLocalModels;

  boolean bothPlans() {
    return plan == PlanChoice.BOTH;
  }

  ReductionOptions options(int experts) {
    return Check.built(
        () ->
            ReductionOptions.builder(experts)
                .cost(cost)
                .plan(plan == PlanChoice.POINTWISE ? PlanKind.POINTWISE : PlanKind.COMPONENT)
                .localStarts(localStarts)
                .threads(threads)
                .build());
  }
}
