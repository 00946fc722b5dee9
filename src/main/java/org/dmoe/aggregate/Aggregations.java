package org.dmoe.aggregate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * Several aggregations of the same local models, for a comparison: what they have in common, the
 * costs between all local models above all, is made once.
 */
public final class Aggregations {

  private final List<LocalModel> models;
  private final SupportingSample support;
  private final ReductionOptions options;

  /** Null until it is asked for. */
  private TransportObjective objective;

  private Optional<MixtureOfExperts> transport = Optional.empty();

  private Aggregations(
      List<LocalModel> models, SupportingSample support, ReductionOptions options) {
    this.models = List.copyOf(models);
    this.support = Objects.requireNonNull(support, "support");
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * @param support of the models' columns
   */
  public static Aggregations of(
      List<LocalModel> models, SupportingSample support, ReductionOptions options) {
    return new Aggregations(models, support, options);
  }

  /**
   * Takes that model for what the transport plan makes of the local models; it need not be made.
   */
  public void knowTransport(MixtureOfExperts model) {
    transport = Optional.of(model);
  }

  /**
   * What the aggregation of that name makes.
   *
   * @throws IllegalArgumentException if there is none of that name, or it makes nothing of these
   *     models
   */
  public MixtureOfExperts named(String name) {
    Aggregator aggregator = Aggregators.named(name, options);
    return aggregator instanceof ReductionEstimator reduction
        ? objective().reduced(reduction)
        : ((DirectAggregator) aggregator).of(objective()).model();
  }

  /**
   * Of these models over the supporting sample.
   *
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  public TransportObjective objective() {
    if (objective == null) {
      objective = TransportObjective.of(models, support, options, line -> {});
      transport.ifPresent(objective::knowTransport);
    }
    return objective;
  }
}
