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
 * Greedy merging by Runnalls' cost until K experts are left, then the gate from the component-wise
 * plan.
 */
public final class GreedyAggregator implements Aggregator {

  private final ReductionOptions options;

  private GreedyAggregator(ReductionOptions options) {
    this.options = options;
  }

  public static GreedyAggregator of(ReductionOptions options) {
    return new GreedyAggregator(Objects.requireNonNull(options, "options"));
  }

  @Override
  public String name() {
    return "greedy";
  }

  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (TransportObjective objective = TransportObjective.of(models, support, options, progress)) {
      return objective.greedy();
    }
  }
}
