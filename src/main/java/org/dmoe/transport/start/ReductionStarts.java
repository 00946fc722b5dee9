package org.dmoe.transport.start;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ReductionContext;
import org.dmoe.transport.plan.TransportPlan;
import org.dmoe.transport.plan.WorstServed;

/** Starts of the majorisation-minimisation, always in the same order. */
public final class ReductionStarts {

  /**
   * Experts to start from.
   *
   * @param name how they were made
   */
  public record Start(String name, GlobalExperts experts) {}

  /** Name of the start by greedy merging without groups. */
  public static final String GREEDY = "greedy merging";

  private final ReductionContext context;
  private final AmbientMixture ambient;
  private final int experts;

  public ReductionStarts(ReductionContext context) {
    this.context = context;
    this.ambient = context.ambient();
    this.experts = context.experts();
  }

  /**
   * Greedy merging, the best local models, the average of local models aligned to the best.
   *
   * @param localStarts how many local models
   */
  public List<Start> all(int localStarts) {
    List<Start> starts = new ArrayList<>();
    starts.add(greedy());
    LocalRanking ranking = LocalRanking.of(context);
    for (int m : ranking.best(localStarts)) {
      starts.add(local(m, ranking));
    }
    starts.add(alignedAverage(ranking.best()));
    return starts;
  }

  public Start greedy() {
    GreedyMerging merging = new GreedyMerging(experts, context.workers());
    List<MergedExpert> all = GreedyMerging.all(context);
    GlobalExperts merged = GreedyMerging.toGlobal(merging.reduce(all));
    String name = GREEDY;
    if (merging.levels() > 0) {
      name += " (within groups first, %d times)".formatted(merging.levels());
    }
    return new Start(name, merged);
  }

  private Start local(int m, LocalRanking ranking) {
    String name = "local model '%s'".formatted(ambient.model(m).id());
    if (ranking.subset()) {
      name += " (best of %d, scored on as many)".formatted(ranking.candidates());
    }
    return new Start(name, resized(m));
  }

  private Start alignedAverage(int reference) {
    AlignedExperts aligned = AlignedExperts.of(context, resized(reference));
    return new Start("aligned average", aligned.average());
  }

  /** Experts of local model m, merged or joined by the worst-served until there are K. */
  public GlobalExperts resized(int m) {
    int own = ambient.first(m + 1) - ambient.first(m);
    if (own > experts) {
      List<MergedExpert> all = GreedyMerging.range(context, ambient.first(m), ambient.first(m + 1));
      return GreedyMerging.toGlobal(new PairwiseMerging(all).reduceTo(experts));
    }
    GlobalExperts result = ambient.experts(m);
    while (result.size() < experts) {
      result = joined(result);
    }
    return result;
  }

  private GlobalExperts joined(GlobalExperts few) {
    TransportPlan plan = context.componentPlan();
    plan.couple(few);
    int worst = WorstServed.of(plan.costByLocalExpert(), l -> true);
    return few.with(ambient.beta(worst), ambient.variance(worst));
  }
}
