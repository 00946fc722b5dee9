package org.dmoe.transport;

import java.util.List;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.likelihood.FamilyReduction;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.dmoe.transport.likelihood.PooledExperts;
import org.dmoe.transport.plan.ComponentCoupling;
import org.dmoe.transport.plan.ReductionContext;

/** What follows the transport plan in a reduction. */
enum ReductionStep {
  /** Nothing, in a reduction by the transport cost. */
  NONE("reduction"),
  /** Nothing, in a comparison. */
  TRANSPORT("transport"),
  /** Experts and gate climb. */
  LIKELIHOOD("likelihood"),
  /** Experts are pooled from the machines' statistics. */
  STATISTICS("statistics"),
  /** So they are, and the gate climbs to them; without statistics, both climb. */
  POOLED_AND_GATE("reduction");

  /** Of the responses that are drawn; the support's rows are random already. */
  static final long SEED = 2312;

  private final String aggregator;

  ReductionStep(String aggregator) {
    this.aggregator = aggregator;
  }

  /** Name of the reduction that ends with this step. */
  String aggregator() {
    return aggregator;
  }

  /** Whether there is anything to do. */
  boolean follows() {
    return this != NONE && this != TRANSPORT;
  }

  /**
   * Where the step leads.
   *
   * @throws IllegalArgumentException if it needs statistics and there are none
   */
  LikelihoodReduction.Result from(MixtureOfExperts transport, ReductionContext context) {
    boolean possible = PooledExperts.possible(context.ambient());
    if (this == STATISTICS) {
      if (!possible) {
        throw new IllegalArgumentException("the local models hold no statistics of their rows");
      }
      return new LikelihoodReduction.Result(pooled(context, transport), List.of(), true);
    }
    if (context.isOfOneModel()) {
      return new LikelihoodReduction.Result(transport, List.of(), true);
    }
    context.workers().report("likelihood reduction");
    if (context.canonical().isPresent()) {
      return new FamilyReduction(context.ambient(), SEED, context.workers()::heartbeat)
          .climb(transport);
    }
    LikelihoodReduction reduction =
        new LikelihoodReduction(context.ambient(), SEED, context.workers()::heartbeat);
    return this == POOLED_AND_GATE && possible
        ? reduction.climbGate(pooled(context, transport))
        : reduction.climb(transport);
  }

  private static MixtureOfExperts pooled(ReductionContext context, MixtureOfExperts model) {
    ComponentCoupling plan = context.componentPlan();
    plan.couple(GlobalExperts.of(model, context.ambient().support()));
    return MixtureOfExperts.of(
            model.gate(), PooledExperts.of(context.ambient(), plan.assignment(), model))
        .restrictedTo(model.design());
  }
}
