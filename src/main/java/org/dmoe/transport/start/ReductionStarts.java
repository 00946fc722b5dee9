package org.dmoe.transport.start;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ComponentPlan;
import org.dmoe.transport.plan.ReductionContext;
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

  private final ReductionContext workspace;
  private final AmbientMixture ambient;
  private final int experts;

  public ReductionStarts(ReductionContext workspace) {
    this.workspace = workspace;
    this.ambient = workspace.ambient();
    this.experts = workspace.experts();
  }

  /**
   * Greedy merging, the best local models, the average of local models aligned to the best.
   *
   * @param localStarts how many local models
   */
  public List<Start> all(int localStarts) {
    List<Start> starts = new ArrayList<>();
    starts.add(greedy());
    LocalRanking ranking = LocalRanking.of(workspace);
    for (int m : ranking.best(localStarts)) {
      starts.add(local(m, ranking));
    }
    starts.add(alignedAverage(ranking.best()));
    return starts;
  }

  public Start greedy() {
    GreedyMerging merging = new GreedyMerging(experts, workspace.workers());
    List<MergedExpert> all = GreedyMerging.all(ambient, workspace.statistics());
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
    AlignedExperts aligned = AlignedExperts.of(ambient, supportGram(), resized(reference));
    return new Start("aligned average", aligned.average());
  }

  private double[] supportGram() {
    return workspace.statistics().total();
  }

  /** Experts of local model m, merged or joined by the worst-served until there are K. */
  public GlobalExperts resized(int m) {
    int own = ambient.first(m + 1) - ambient.first(m);
    if (own > experts) {
      List<MergedExpert> all =
          GreedyMerging.range(
              ambient, workspace.statistics(), ambient.first(m), ambient.first(m + 1));
      return GreedyMerging.toGlobal(new PairwiseMerging(all).reduceTo(experts));
    }
    GlobalExperts result = ambient.experts(m);
    while (result.size() < experts) {
      result = joined(result);
    }
    return result;
  }

  private GlobalExperts joined(GlobalExperts few) {
    ComponentPlan plan = workspace.componentPlan();
    plan.couple(few);
    int worst = WorstServed.of(plan.costByLocalExpert(), l -> true);
    return few.with(ambient.beta(worst), ambient.variance(worst));
  }
}
