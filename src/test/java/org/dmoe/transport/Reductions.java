package org.dmoe.transport;

import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.linalg.Threads;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.plan.PlanKind;

/** Aggregations along a transport plan alone. */
final class Reductions {

  private Reductions() {}

  static Aggregation reduce(
      List<LocalModel> models, SupportingSample rows, int experts, PlanKind plan, int threads) {
    return ReductionEstimator.of(
            ReductionOptions.builder(experts)
                .divergence(Divergence.TRANSPORT)
                .plan(plan)
                .threads(new Threads(threads))
                .maxIterations(300)
                .build())
        .aggregate(models, rows, Progress.SILENT);
  }
}
