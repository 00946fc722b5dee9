package org.dmoe.mapreduce.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.io.StoredModel;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.Objective;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.SupportingSample;

/**
 * The models that stand in one table: the global one, what else the local models give, and they.
 */
final class Contestants {

  /** Beyond so many local models they do not take part one by one. */
  static final int MOST_LOCAL_MODELS = 64;

  /** Beyond so many pairs of a local and a global expert, T_c is not computed. */
  private static final int MOST_PAIRS = 2000;

  /**
   * A model in the table.
   *
   * @param name of the line
   * @param mixture the model
   */
  record Contestant(String name, MixtureOfExperts mixture) {}

  private final List<Contestant> all = new ArrayList<>();
  private final List<StoredModel> locals;
  private final SupportingSample support;
  private final ReductionOptions options;
  private final Consumer<String> console;

  /**
   * @param locals those with a mixture
   * @param support columns in the order of the models' features
   */
  Contestants(
      List<StoredModel> locals,
      SupportingSample support,
      ReductionOptions options,
      Consumer<String> console) {
    this.locals = List.copyOf(locals);
    this.support = support;
    this.options = options;
    this.console = console;
  }

  Contestants add(String name, MixtureOfExperts mixture) {
    all.add(new Contestant(name, mixture));
    return this;
  }

  /** Adds what that aggregation makes of the local models; says so where it makes nothing. */
  Contestants addAggregation(String name) {
    try {
      Aggregator aggregator = Aggregators.named(name, options);
      MixtureOfExperts model = aggregator.aggregate(models(), support, line -> {}).model();
      return add(name + owner(model), model);
    } catch (IllegalArgumentException e) {
      console.accept("compare: no " + name + ": " + e.getMessage());
      return this;
    }
  }

  /** Adds the local models themselves, unless they are too many. */
  Contestants addLocals() {
    if (locals.size() <= MOST_LOCAL_MODELS) {
      locals.forEach(local -> add(local.id(), local.mixture().orElseThrow()));
    }
    return this;
  }

  List<Contestant> all() {
    return List.copyOf(all);
  }

  /** R_c of each of the first so many, pointwise; NaN for one of another dimension. */
  double[][] costs(int count) {
    double[][] costs = new double[count][];
    try (Objective objective = Objective.of(models(), support, options, line -> {})) {
      for (int c = 0; c < count; c++) {
        MixtureOfExperts model = all.get(c).mixture();
        console.accept("compare: transport costs of " + all.get(c).name());
        costs[c] =
            new double[] {
              objective.pointwise(model),
              pairs(model) <= MOST_PAIRS ? objective.transport(model) : Double.NaN
            };
      }
    }
    return costs;
  }

  private long pairs(MixtureOfExperts model) {
    long experts = locals.stream().mapToLong(m -> m.mixture().orElseThrow().size()).sum();
    return experts * model.size();
  }

  /** Which local model it is, in brackets, if it is one. */
  private String owner(MixtureOfExperts model) {
    return locals.stream()
        .filter(local -> local.mixture().orElseThrow().canonical().equals(model))
        .findFirst()
        .map(local -> " (" + local.id() + ")")
        .orElse("");
  }

  private List<LocalModel> models() {
    return locals.stream().map(local -> local.localModel().orElseThrow()).toList();
  }
}
