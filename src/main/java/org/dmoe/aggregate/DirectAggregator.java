package org.dmoe.aggregate;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Progress;
import org.dmoe.transport.Aggregation;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.TransportObjective;

/** An aggregation in one step, without iterations. */
public final class DirectAggregator implements Aggregator {

  private final String name;
  private final ReductionOptions options;
  private final Function<TransportObjective, Aggregation> step;

  private DirectAggregator(
      String name, ReductionOptions options, Function<TransportObjective, Aggregation> step) {
    this.name = name;
    this.options = Objects.requireNonNull(options, "options");
    this.step = step;
  }

  /**
   * The middle model: the local model m with the least sum over the others of lambda_i R_c(f_i to
   * f_m). It has as many experts as that local model.
   */
  public static DirectAggregator middle(ReductionOptions options) {
    return new DirectAggregator("middle", options, TransportObjective::middle);
  }

  /** The local model of highest likelihood under all of them, of those with K experts. */
  public static DirectAggregator likeliest(ReductionOptions options) {
    return new DirectAggregator("likeliest", options, TransportObjective::likeliest);
  }

  /**
   * Experts of all local models in canonical order, parameters averaged with lambda_m. Needs local
   * models of one size, which is that of the result; nothing assures that experts in the same place
   * mean the same.
   */
  public static DirectAggregator weightedAverage(ReductionOptions options) {
    return new DirectAggregator(
        "weighted-average",
        options,
        objective -> objective.describe(WeightedAverage.of(objective.models()), List.of()));
  }

  /**
   * Local models matched to the middle model by the assignment of least summed E_x KL, then
   * averaged.
   */
  public static DirectAggregator alignedAverage(ReductionOptions options) {
    return new DirectAggregator("aligned-average", options, TransportObjective::alignedAverage);
  }

  /**
   * Greedy merging by Runnalls' cost until K experts are left, then the gate from the
   * component-wise plan.
   */
  public static DirectAggregator greedy(ReductionOptions options) {
    return new DirectAggregator("greedy", options, TransportObjective::greedy);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Aggregation aggregate(
      List<LocalModel> models, SupportingSample support, Progress progress) {
    TransportObjective objective = TransportObjective.of(models, support, options, progress);
    return of(objective);
  }

  /** The same of the models of an objective that is there already, and made by these options. */
  Aggregation of(TransportObjective objective) {
    return step.apply(objective);
  }
}
