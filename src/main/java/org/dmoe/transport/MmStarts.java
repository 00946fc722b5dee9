package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;

/** Starts of the majorisation-minimisation, always in the same order. */
final class MmStarts {

  /**
   * Experts to start from.
   *
   * @param name how they were made
   */
  record Start(String name, GlobalExperts experts) {}

  /** Name of the start by greedy merging without groups. */
  static final String GREEDY = "greedy merging";

  private final Workspace workspace;
  private final AmbientMixture ambient;
  private final int experts;

  MmStarts(Workspace workspace) {
    this.workspace = workspace;
    this.ambient = workspace.ambient();
    this.experts = workspace.options().experts();
  }

  /** Greedy merging, the best local models, the average of local models aligned to the best. */
  List<Start> all() {
    List<Start> starts = new ArrayList<>();
    starts.add(greedy());
    LocalRanking ranking = LocalRanking.of(workspace);
    for (int m : ranking.best(workspace.options().localStarts())) {
      starts.add(local(m, ranking));
    }
    starts.add(alignedAverage(ranking.best()));
    return starts;
  }

  Start greedy() {
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
  GlobalExperts resized(int m) {
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
