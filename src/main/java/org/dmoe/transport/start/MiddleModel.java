package org.dmoe.transport.start;

import java.util.Arrays;
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

  public static MiddleModel of(ReductionContext context) {
    AmbientMixture ambient = context.ambient();
    int[] candidates = LocalRanking.candidates(ambient.machines());
    PointwiseScores scores =
        new PointwiseScores(
            context, candidates, Arrays.stream(candidates).mapToObj(ambient::experts).toList());
    int middle = candidates[scores.nearest()];
    if (candidates.length == ambient.machines()) {
      return new MiddleModel(middle, List.of());
    }
    String warning =
        "the middle model is that of %d local models at equal distances among %d"
            .formatted(candidates.length, ambient.machines());
    return new MiddleModel(middle, List.of(warning));
  }
}
