package org.dmoe.aggregate;

import java.util.Arrays;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * Whether local models are a poor basis for Newton steps, which cannot leave the basin their
 * aggregation lies in: fewer than half of the machines go one-to-one to the global experts, or most
 * have an expert of fewer than 2 p rows.
 */
public final class PoorPlan {

  private static final int ROWS_PER_COEFFICIENT = 2;

  private PoorPlan() {}

  /**
   * @param support of the models' columns
   * @param model the global model
   * @param options whose cost is the distance
   */
  public static boolean is(
      List<LocalModel> locals,
      SupportingSample support,
      MixtureOfExperts model,
      ReductionOptions options) {
    long few = locals.stream().filter(PoorPlan::hasFewRows).count();
    return 2 * few > locals.size() || 2 * oneToOne(locals, support, model, options) < locals.size();
  }

  private static boolean hasFewRows(LocalModel local) {
    int least = ROWS_PER_COEFFICIENT * (local.mixture().dimension() + 1);
    return local
        .statistics()
        .filter(
            statistics -> {
              boolean few = false;
              for (int k = 0; k < statistics.size(); k++) {
                few |= statistics.share(k).mass() < least;
              }
              return few;
            })
        .isPresent();
  }

  private static int oneToOne(
      List<LocalModel> locals,
      SupportingSample support,
      MixtureOfExperts model,
      ReductionOptions options) {
    TransportObjective objective = TransportObjective.of(locals, support, options, status -> {});
    double[][] costs = objective.costs(model);
    int count = 0;
    int first = 0;
    for (LocalModel local : locals) {
      int end = first + local.mixture().size();
      long reached =
          Arrays.stream(costs, first, end).mapToInt(LabelCheck::nearest).distinct().count();
      count += end - first == model.size() && reached == model.size() ? 1 : 0;
      first = end;
    }
    return count;
  }
}
