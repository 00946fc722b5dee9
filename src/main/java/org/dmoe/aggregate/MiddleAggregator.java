package org.dmoe.aggregate;

import java.util.List;
import java.util.Objects;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * The middle model: the local model m with the least sum over the others of lambda_i R_c(f_i to
 * f_m). It has as many experts as that local model.
 */
public final class MiddleAggregator implements Aggregator {

  private final ReductionOptions options;

  private MiddleAggregator(ReductionOptions options) {
    this.options = options;
  }

  public static MiddleAggregator of(ReductionOptions options) {
    return new MiddleAggregator(Objects.requireNonNull(options, "options"));
  }

  @Override
  public String name() {
    return "middle";
  }

  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (TransportObjective objective = TransportObjective.of(models, support, options, progress)) {
      return objective.middle();
    }
  }
}
