package org.dmoe.transport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.likelihood.LikelihoodReduction;
import org.dmoe.transport.likelihood.PooledExperts;
import org.dmoe.transport.plan.ComponentCoupling;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.start.LocalRanking;
import org.dmoe.transport.start.MiddleModel;

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
  /**
   * So they are, and the gate climbs to them. Without statistics, or where few machines go
   * one-to-one, both climb.
   */
  POOLED_AND_GATE("reduction");

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
  LikelihoodReduction.Result from(MixtureOfExperts transport, AmbientLikelihood likelihood) {
    ReductionContext context = likelihood.context();
    boolean possible = PooledExperts.possible(context.ambient());
    if (this == STATISTICS) {
      if (!possible) {
        throw new IllegalArgumentException("the local models hold no statistics of their rows");
      }
      return new LikelihoodReduction.Result(
          pooled(context, assignment(context, transport), transport), List.of(), true);
    }
    if (context.isOfOneModel()) {
      return new LikelihoodReduction.Result(transport, List.of(), true);
    }
    context.workers().report("likelihood reduction");
    if (context.canonical().isPresent()) {
      return likelihood.ofFamily().climb(transport);
    }
    LikelihoodReduction reduction = likelihood.ofGaussian();
    if (this == LIKELIHOOD) {
      return reduction.climb(transport);
    }
    int[] assignment = assignment(context, transport);
    if (!isOneToOne(context, assignment)) {
      return higher(reduction.climb(transport), reduction.climb(average(context)));
    }
    return possible
        ? reduction.climbGate(pooled(context, assignment, transport))
        : reduction.climb(transport);
  }

  /**
   * The statistics of all machines' rows, added up along the component-wise plan to a model's
   * experts; empty where a machine has none, or an expert has no rows.
   */
  static Optional<EmStatistics> statistics(MixtureOfExperts model, ReductionContext context) {
    return PooledExperts.possible(context.ambient())
        ? PooledExperts.statistics(context.ambient(), assignment(context, model), model.size())
        : Optional.empty();
  }

  /**
   * Whether at least half of the machines have just the plan's experts. Where they have not, what
   * the plan brings together is not the same expert, and the plan may have led into a poor basin.
   */
  private static boolean isOneToOne(ReductionContext context, int[] assignment) {
    AmbientMixture ambient = context.ambient();
    int count = 0;
    for (int m = 0; m < ambient.machines(); m++) {
      int own = ambient.first(m + 1) - ambient.first(m);
      long reached =
          Arrays.stream(assignment, ambient.first(m), ambient.first(m + 1)).distinct().count();
      count += own == context.experts() && reached == own ? 1 : 0;
    }
    return 2 * count >= ambient.machines();
  }

  private static MixtureOfExperts average(ReductionContext context) {
    int middle = MiddleModel.of(context, LocalRanking.of(context)).machine();
    return new AlignedAverage(context).around(middle, new ArrayList<>());
  }

  /** The end of the larger L; the first on a tie. */
  private static LikelihoodReduction.Result higher(
      LikelihoodReduction.Result first, LikelihoodReduction.Result second) {
    return end(second) > end(first) ? second : first;
  }

  private static double end(LikelihoodReduction.Result result) {
    return result.trace().isEmpty()
        ? Double.NEGATIVE_INFINITY
        : result.trace().get(result.trace().size() - 1);
  }

  private static MixtureOfExperts pooled(
      ReductionContext context, int[] assignment, MixtureOfExperts model) {
    return MixtureOfExperts.of(model.gate(), PooledExperts.of(context.ambient(), assignment, model))
        .restrictedTo(model.design());
  }

  /** Of local experts to a model's, by the component-wise plan. */
  private static int[] assignment(ReductionContext context, MixtureOfExperts model) {
    ComponentCoupling plan = context.componentPlan();
    plan.couple(GlobalExperts.of(model, context.ambient().support()));
    return plan.assignment();
  }
}
