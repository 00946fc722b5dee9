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
 * Local models matched to the middle model by the assignment of least summed E_x KL, then averaged.
 */
public final class AlignedAverageAggregator implements Aggregator {

  private final ReductionOptions options;

  private AlignedAverageAggregator(ReductionOptions options) {
    this.options = options;
  }

  public static AlignedAverageAggregator of(ReductionOptions options) {
    return new AlignedAverageAggregator(Objects.requireNonNull(options, "options"));
  }

  @Override
  public String name() {
    return "aligned-average";
  }

  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    try (TransportObjective objective = TransportObjective.of(models, support, options, progress)) {
      return objective.alignedAverage();
    }
  }
}
