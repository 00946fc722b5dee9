package org.dmoe.pipeline;

import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.run.Versions;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionOptions;

/**
 * How local models become a global one. Every property is described at its setter in the {@link
 * Builder}.
 */
public final class AggregationOptions {

  private static final String REDUCTION = "reduction";

  private final ReductionOptions reduction;
  private final String aggregator;
  private final boolean bothPlans;
  private final double minLocalModels;

  private AggregationOptions(Builder from) {
    reduction = from.reduction;
    aggregator = from.aggregator;
    bothPlans = from.bothPlans;
    minLocalModels = from.minLocalModels;
  }

  /**
   * The defaults.
   *
   * @param reduction number of experts, cost and plan of the reduction
   */
  public static Builder builder(ReductionOptions reduction) {
    return new Builder(reduction);
  }

  public ReductionOptions reduction() {
    return reduction;
  }

  public String aggregator() {
    return aggregator;
  }

  public boolean bothPlans() {
    return bothPlans;
  }

  public double minLocalModels() {
    return minLocalModels;
  }

  /** The same with the other plan of the reduction. */
  AggregationOptions withOtherPlan() {
    return builder(reduction.withOtherPlan())
        .aggregator(aggregator)
        .minLocalModels(minLocalModels)
        .build();
  }

  /** Whether the global model is the reduction. */
  boolean isReduction() {
    return aggregator.equals(REDUCTION);
  }

  /** Whether a likelihood reduction follows the transport plan. */
  boolean hasLikelihoodStep() {
    return isReduction() && reduction.divergence() == Divergence.LIKELIHOOD;
  }

  /** What a model's file says of its origin. */
  SortedMap<String, String> provenance() {
    return new TreeMap<>(
        Map.of(
            "dmoe",
            Versions.dmoe(),
            "experts",
            Integer.toString(reduction.experts()),
            "cost",
            reduction.cost().name(),
            "plan",
            reduction.plan().name(),
            "divergence",
            reduction.divergence().name()));
  }

  /** Collects how to aggregate. */
  public static final class Builder {

    private final ReductionOptions reduction;
    private String aggregator = REDUCTION;
    private boolean bothPlans;
    private double minLocalModels = 0.8;

    private Builder(ReductionOptions reduction) {
      this.reduction = Objects.requireNonNull(reduction, "reduction");
    }

    /**
     * Name of what makes the global model, one of {@link Aggregators#NAMES}; by default the
     * reduction.
     */
    public Builder aggregator(String name) {
      aggregator = Objects.requireNonNull(name, "aggregator");
      return this;
    }

    /** Whether the reduction by the other plan is made too; by default it is not. */
    public Builder bothPlans(boolean both) {
      bothPlans = both;
      return this;
    }

    /** Fraction of the local models that must be usable, from 0 to 1; by default 0.8. */
    public Builder minLocalModels(double fraction) {
      minLocalModels = fraction;
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no such aggregator, the other plan is wanted
     *     where there is none, or the fraction is not between 0 and 1
     */
    public AggregationOptions build() {
      validate();
      return new AggregationOptions(this);
    }

    private void validate() {
      Checks.that(
          Aggregators.NAMES.contains(aggregator),
          "--aggregator %s: there are %s",
          aggregator,
          String.join(", ", Aggregators.NAMES));
      Checks.that(
          !bothPlans || aggregator.equals(REDUCTION),
          "--plan both: is for the reduction, not for --aggregator %s",
          aggregator);
      Checks.that(
          minLocalModels >= 0 && minLocalModels <= 1,
          "--min-local-models %s: must be between 0 and 1",
          minLocalModels);
    }
  }
}
