package org.dmoe.cli;

import org.dmoe.aggregate.Aggregators;
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
  private String aggregator;

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

  String aggregator() {
    Check.that(
        Aggregators.NAMES.contains(aggregator),
        "--aggregator %s: there are %s",
        aggregator,
        String.join(", ", Aggregators.NAMES));
    Check.that(
        aggregator.equals("reduction") || !bothPlans(),
        "--plan both: is for the reduction, not for --aggregator %s",
        aggregator);
    return aggregator;
  }

  ReductionOptions options(int experts) {
    Check.that(experts >= 1, "--experts %d: must be at least 1", experts);
    Check.that(localStarts >= 0, "--mm-starts %d: must not be negative", localStarts);
    Check.that(threads >= 1, "--reducer-threads %d: must be at least 1", threads);
    Check.that(
        minLocalModels >= 0 && minLocalModels <= 1,
        "--min-local-models %s: must be between 0 and 1",
        minLocalModels);
    ReductionOptions defaults = ReductionOptions.of(experts);
    return new ReductionOptions(
        experts,
        cost,
        plan == PlanChoice.POINTWISE ? PlanKind.POINTWISE : PlanKind.COMPONENT,
        localStarts,
        threads,
        defaults.maxIterations());
  }
}
