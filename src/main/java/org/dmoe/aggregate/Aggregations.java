package org.dmoe.aggregate;

import java.util.List;
import java.util.Objects;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/**
 * Several aggregations of the same local models, for a comparison: what they have in common, the
 * costs between all local models above all, is made once.
 */
public final class Aggregations implements AutoCloseable {

  private final List<LocalModel> models;
  private final SupportingSample support;
  private final ReductionOptions options;

  /** Null until it is asked for. */
  private TransportObjective objective;

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
   * What the aggregation of that name makes.
   *
   * @throws IllegalArgumentException if there is none of that name, or it makes nothing of these
   *     models
   */
  public Aggregation named(String name) {
    Aggregator aggregator = Aggregators.named(name, options);
    return aggregator instanceof DirectAggregator direct
        ? direct.of(objective())
        : aggregator.aggregate(models, support, line -> {});
  }

  /**
   * Of these models over the supporting sample.
   *
   * @throws IllegalArgumentException if dimensions differ or there is no model
   */
  public TransportObjective objective() {
    if (objective == null) {
      objective = TransportObjective.of(models, support, options, line -> {});
    }
    return objective;
  }

  @Override
  public void close() {
    if (objective != null) {
      objective.close();
    }
  }
}
