package org.dmoe.transport.start;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ComponentCoupling;
import org.dmoe.transport.plan.ReductionContext;

/**
 * Local models in the order of their R_c (component-wise) against the ambient mixture. Where there
 * are many, some at equal distances are candidates and scored against each other only.
 */
public final class LocalRanking {

  /** Most local models that are all scored against all. */
  static final int MOST = 200;

  private final int machines;
  private final int[] ranked;

  private LocalRanking(int machines, int[] ranked) {
    this.machines = machines;
    this.ranked = ranked;
  }

  public static LocalRanking of(ReductionContext context) {
    AmbientMixture ambient = context.ambient();
    ComponentCoupling plan = context.componentPlan();
    int[] candidates = candidates(ambient.machines());
    double[] scores = new double[candidates.length];
    context
        .workers()
        .run(
            "ranking local models",
            candidates.length,
            c -> scores[c] = score(ambient, plan, candidates, candidates[c]));
    int[] ranked =
        IntStream.range(0, candidates.length)
            .boxed()
            .sorted(Comparator.comparingDouble(c -> scores[c]))
            .mapToInt(c -> candidates[c])
            .toArray();
    return new LocalRanking(ambient.machines(), ranked);
  }

  /** All of them, or MOST at equal distances in the order of identities. */
  static int[] candidates(int machines) {
    int number = Math.min(machines, MOST);
    return IntStream.range(0, number).map(c -> (int) ((long) c * machines / number)).toArray();
  }

  /** Whether only some were scored. */
  boolean subset() {
    return ranked.length < machines;
  }

  /** How many were scored. */
  int candidates() {
    return ranked.length;
  }

  /** The best one. */
  int best() {
    return ranked[0];
  }

  /** The best ones, best first; earlier identities first on a tie. */
  public List<Integer> best(int number) {
    return Arrays.stream(ranked).limit(number).boxed().toList();
  }

  private static double score(
      AmbientMixture ambient, ComponentCoupling plan, int[] against, int candidate) {
    GlobalExperts experts = ambient.experts(candidate);
    ComponentCoupling.Costs costs = plan.costsTo(experts);
    double score = 0;
    for (int m : against) {
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < experts.size(); k++) {
          least = Math.min(least, costs.of(l, k));
        }
        score += least;
      }
    }
    return score;
  }
}
