package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.transport.ReductionOptions;

/** What to aggregate. Every property is described at its setter in the {@link Builder}. */
public final class AggregateRequest {

  private final List<Path> models;
  private final Path support;
  private final ReductionOptions reduction;
  private final Path output;
  private final Optional<Path> initial;
  private final String aggregator;
  private final boolean bothPlans;
  private final double minLocalModels;
  private final boolean overwrite;

  private AggregateRequest(Builder from) {
    models = from.models;
    support = from.support;
    reduction = from.reduction;
    output = from.output;
    initial = from.initial;
    aggregator = from.aggregator;
    bothPlans = from.bothPlans;
    minLocalModels = from.minLocalModels;
    overwrite = from.overwrite;
  }

  /**
   * The defaults.
   *
   * @param models files or directories of local models, Avro or JSON
   * @param support CSV file of the supporting sample
   * @param reduction how to aggregate
   * @param output the run directory
   */
  public static Builder builder(
      List<Path> models, Path support, ReductionOptions reduction, Path output) {
    return new Builder(models, support, reduction, output);
  }

  public List<Path> models() {
    return models;
  }

  public Path support() {
    return support;
  }

  public ReductionOptions reduction() {
    return reduction;
  }

  public Path output() {
    return output;
  }

  public Optional<Path> initial() {
    return initial;
  }

  public String aggregator() {
    return aggregator;
  }

  public boolean bothPlans() {
    return bothPlans;
  }

  public double minLocalModels() {
    return minLocalModels;
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** Collects what to aggregate. */
  public static final class Builder {

    private final List<Path> models;
    private final Path support;
    private final ReductionOptions reduction;
    private final Path output;
    private Optional<Path> initial = Optional.empty();
    private String aggregator = "reduction";
    private boolean bothPlans;
    private double minLocalModels = 0.8;
    private boolean overwrite;

    private Builder(List<Path> models, Path support, ReductionOptions reduction, Path output) {
      this.models = List.copyOf(models);
      this.support = Objects.requireNonNull(support, "support");
      this.reduction = Objects.requireNonNull(reduction, "reduction");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** File of a model to use as the only start; by default the reduction finds its starts. */
    public Builder initial(Path model) {
      initial = Optional.of(model);
      return this;
    }

    /**
     * Name of what makes the global model, one of {@link org.dmoe.aggregate.Aggregators#NAMES}; by
     * default the reduction.
     */
    public Builder aggregator(String name) {
      aggregator = Objects.requireNonNull(name, "aggregator");
      return this;
    }

    /** Whether the reduction by the other plan is made too; by default it is not. */
    public Builder bothPlans(boolean both) {
      bothPlans = both;
      return this;
    }

    /** Fraction of the models that must be usable, from 0 to 1; by default 0.8. */
    public Builder minLocalModels(double fraction) {
      minLocalModels = fraction;
      return this;
    }

    /** Whether an existing output is replaced; by default it is an error. */
    public Builder overwrite(boolean replace) {
      overwrite = replace;
      return this;
    }

    /**
     * @throws IllegalArgumentException if no model is named, the fraction is out of its range, the
     *     aggregator is unknown or cannot do what is asked of it
     */
    public AggregateRequest build() {
      validate();
      return new AggregateRequest(this);
    }

    private void validate() {
      Checks.that(!models.isEmpty(), "--models: name at least one path");
      Checks.aggregation(aggregator, bothPlans, minLocalModels);
      Checks.that(
          initial.isEmpty() || aggregator.equals("reduction"),
          "--init: is for the reduction, not for --aggregator %s",
          aggregator);
    }
  }
}
