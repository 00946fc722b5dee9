package org.dmoe.transport.start;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.ExpertStatistics;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.Workers;
import org.dmoe.transport.plan.CanonicalStatistics;
import org.dmoe.transport.plan.ReductionContext;

/**
 * Greedy reduction of a set of experts (Runnalls, IEEE TAES 43, 2007): the pair whose merging costs
 * least in the upper bound of the Kullback-Leibler divergence is replaced by the expert with the
 * same moments, with Gram matrices on the support for covariances, until K are left.
 *
 * <p>The work grows with the square of the number of experts. Where there are many, neighbours in
 * the order of machines are merged first, within groups.
 */
final class GreedyMerging {

  /** Multiplications that the last, ungrouped stage may take. */
  private static final double WORK = 4e9;

  private static final int MOST_UNGROUPED = 320;
  private static final int KEPT_PER_GROUP = 8;
  private static final int GROUP_FACTOR = 4;

  /** Of all information together, beyond which some machines are merged. */
  private static final double MOST_NUMBERS = 5e7;

  private static final int SOME_MACHINES = 32;

  private final int experts;
  private final Workers workers;
  private int levels;

  GreedyMerging(int experts, Workers workers) {
    this.experts = experts;
    this.workers = workers;
  }

  /** How often merging went on within groups before all were merged; 0 for the plain algorithm. */
  int levels() {
    return levels;
  }

  /** Merges until K are left; fewer stay as they are. */
  List<MergedExpert> reduce(List<MergedExpert> all) {
    List<MergedExpert> left = all;
    while (left.size() > ungrouped(all.get(0).beta().length)) {
      left = reduceGroups(left);
      levels++;
    }
    workers.heartbeat("greedy merging of %d experts".formatted(left.size()));
    return new PairwiseMerging(left).reduceTo(experts);
  }

  /**
   * Experts of the whole ambient mixture; of families whose information takes much memory those of
   * some machines.
   */
  static List<MergedExpert> all(ReductionContext context) {
    AmbientMixture ambient = context.ambient();
    double numbers = (double) ambient.size() * ambient.beta(0).length * ambient.beta(0).length;
    if (context.canonical().isEmpty() || numbers <= MOST_NUMBERS) {
      return range(context, 0, ambient.size());
    }
    int machines = Math.min(ambient.machines(), SOME_MACHINES);
    List<MergedExpert> experts = new ArrayList<>();
    for (int i = 0; i < machines; i++) {
      int m = (int) ((long) i * ambient.machines() / machines);
      experts.addAll(range(context, ambient.first(m), ambient.first(m + 1)));
    }
    return experts;
  }

  /** Experts from and up to (not including) to. */
  static List<MergedExpert> range(ReductionContext context, int from, int to) {
    AmbientMixture ambient = context.ambient();
    List<MergedExpert> experts = new ArrayList<>(to - from);
    if (context.canonical().isPresent()) {
      CanonicalStatistics canonical = context.canonical().get();
      for (int l = from; l < to; l++) {
        experts.add(new InformationMerged(canonical.information(l), ambient.beta(l)));
      }
      return experts;
    }
    ExpertStatistics statistics = context.statistics();
    for (int l = from; l < to; l++) {
      experts.add(
          new GaussianMerged(
              statistics.mass(l), statistics.gram(l), ambient.beta(l), ambient.variance(l)));
    }
    return experts;
  }

  static GlobalExperts toGlobal(List<MergedExpert> merged) {
    double[][] beta = new double[merged.size()][];
    double[] variance = new double[merged.size()];
    for (int k = 0; k < beta.length; k++) {
      beta[k] = merged.get(k).beta();
      variance[k] = merged.get(k).variance();
    }
    return new GlobalExperts(beta, variance);
  }

  private int ungrouped(int p) {
    double affordable = Math.sqrt(WORK / StrictMath.pow(p, 3));
    return (int) Math.min(MOST_UNGROUPED, Math.max(GROUP_FACTOR * kept(), affordable));
  }

  private int kept() {
    return Math.max(KEPT_PER_GROUP, 2 * experts);
  }

  private List<MergedExpert> reduceGroups(List<MergedExpert> all) {
    int size = GROUP_FACTOR * kept();
    int groups = (all.size() + size - 1) / size;
    List<List<MergedExpert>> reduced = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      reduced.add(List.of());
    }
    workers.run(
        "greedy merging within groups",
        groups,
        g -> {
          List<MergedExpert> group = all.subList(g * size, Math.min(all.size(), (g + 1) * size));
          reduced.set(g, new PairwiseMerging(group).reduceTo(kept()));
        });
    List<MergedExpert> left = new ArrayList<>();
    reduced.forEach(left::addAll);
    return left;
  }
}
