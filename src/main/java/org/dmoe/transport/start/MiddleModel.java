package org.dmoe.transport.start;

import java.util.List;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.plan.PointwiseScores;
import org.dmoe.transport.plan.ReductionContext;

/**
 * The local model nearest to the others: m with the least sum_i lambda_i R_c(f_i to f_m), R_c
 * pointwise.
 *
 * @param machine its index
 * @param warnings says so if not all local models were candidates
 */
public record MiddleModel(int machine, List<String> warnings) {

  /** Most candidates that are scored pointwise: the best by the component-wise R_c, its bound. */
  private static final int MOST_SCORED = 16;

  /**
   * @param ranking of the context's local models
   */
  public static MiddleModel of(ReductionContext context, LocalRanking ranking) {
    AmbientMixture ambient = context.ambient();
    int[] candidates = LocalRanking.candidates(ambient.machines());
    List<Integer> nearest = ranking.best(MOST_SCORED).stream().sorted().toList();
    PointwiseScores scores =
        new PointwiseScores(context, candidates, nearest.stream().map(ambient::experts).toList());
    int middle = nearest.get(scores.nearest());
    if (candidates.length == ambient.machines()) {
      return new MiddleModel(middle, List.of());
    }
    String warning =
        "the middle model is that of %d local models at equal distances among %d"
            .formatted(candidates.length, ambient.machines());
    return new MiddleModel(middle, List.of(warning));
  }
}
