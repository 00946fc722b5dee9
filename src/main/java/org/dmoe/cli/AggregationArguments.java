package org.dmoe.cli;

import java.util.Optional;
import org.dmoe.linalg.Threads;
import org.dmoe.pipeline.AggregationOptions;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;
import picocli.CommandLine.Option;

/** Options of the aggregation. */
final class AggregationArguments {

  @Option(
      names = "--cost",
      paramLabel = "kl|w2|reverse",
      description =
          "Cost between experts: KL(local || global), squared 2-Wasserstein, or KL(global || local)"
              + " (default: ${DEFAULT-VALUE}).")
  private CostKind cost;

  @Option(
      names = "--plan",
      paramLabel = "component|pointwise|both",
      description =
          "Each local expert goes to one global expert, or the choice is made at every x; both keeps the component-wise model and makes the pointwise one beside it (default: ${DEFAULT-VALUE}).")
  private PlanChoice plan;

  /** Plans as they are typed. */
  enum PlanChoice {
    COMPONENT,
    POINTWISE,
    BOTH
  }

  @Option(
      names = "--divergence",
      paramLabel = "likelihood|transport",
      description =
          "What the reduction minimises: the transport cost alone, or after it the divergence of the whole conditional distributions on the supporting sample, with experts pooled from the machines' statistics (default: ${DEFAULT-VALUE}).")
  private Divergence divergence;

  @Option(
      names = "--aggregator",
      paramLabel = "NAME",
      description =
          "How to make the global model: reduction, transport (the reduction by the transport plan alone), likelihood (the likelihood reduction alone, from there), statistics (pooled experts with the gate of the transport plan), weighted-average, middle, likeliest (the local model of highest likelihood under all of them), aligned-average or greedy (default: ${DEFAULT-VALUE}).")
  private String aggregator;

  @Option(
      names = "--mm-starts",
      paramLabel = "N",
      description =
          "Local models that serve as starts beside the greedy merging (default: ${DEFAULT-VALUE}).")
  private int localStarts;

  @Option(
      names = {"--threads", "--reducer-threads"},
      paramLabel = "N",
      description =
          "Threads of a task: of the aggregation, the pilot, a fit of all rows, and of each local fit"
              + " (default: those of the container; on one machine its processors, shared by the local"
              + " fits). No result depends on them.")
  private Optional<Integer> threads = Optional.empty();

  @Option(
      names = "--min-local-models",
      paramLabel = "SHARE",
      description = "Share of local models that must be usable (default: ${DEFAULT-VALUE}).")
  private double minLocalModels;

  /** As given. */
  Optional<Threads> threads() {
    return threads.map(
        number -> {
          Check.that(number >= 1, "--threads %d: must be at least 1".formatted(number));
          return new Threads(number);
        });
  }

  AggregationOptions options(int experts) {
    return options(experts, aggregator);
  }

  /** The same with the local model chosen that is likeliest. */
  AggregationOptions choosing(int experts) {
    return options(experts, "likeliest");
  }

  private AggregationOptions options(int experts, String name) {
    return Check.built(
        () ->
            AggregationOptions.builder(reduction(experts))
                .aggregator(name)
                .bothPlans(plan == PlanChoice.BOTH)
                .minLocalModels(minLocalModels)
                .build());
  }

  private ReductionOptions reduction(int experts) {
    ReductionOptions.Builder options = ReductionOptions.builder(experts);
    threads().ifPresent(options::threads);
    return options
        .cost(cost)
        .plan(plan == PlanChoice.POINTWISE ? PlanKind.POINTWISE : PlanKind.COMPONENT)
        .divergence(divergence)
        .localStarts(localStarts)
        .build();
  }
}
