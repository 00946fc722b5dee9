package org.dmoe.transport.start;

import java.util.List;
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
    int machines = context.ambient().machines();
    int[] candidates = LocalRanking.candidates(machines);
    double[] scores = LocalScores.pointwise(context, candidates);
    int best = 0;
    for (int c = 1; c < scores.length; c++) {
      if (scores[c] < scores[best]) {
        best = c;
      }
    }
    if (candidates.length == machines) {
      return new MiddleModel(candidates[best], List.of());
    }
    String warning =
        "the middle model is that of %d local models at equal distances among %d"
            .formatted(candidates.length, machines);
    return new MiddleModel(candidates[best], List.of(warning));
  }
}
