package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.run.Output;
import org.dmoe.table.in.TableOptions;

/** What to aggregate. Every property is described at its setter in the {@link Builder}. */
public final class AggregateRequest {

  private final List<Path> models;
  private final Path support;
  private final AggregationOptions aggregation;
  private final Output output;
  private final Optional<Path> initial;
  private final TableOptions reading;
  private final SupportDraw draw;

  private AggregateRequest(Builder from) {
    models = from.models;
    support = from.support;
    aggregation = from.aggregation;
    output = from.output;
    initial = from.initial;
    reading = from.reading;
    draw = from.draw;
  }

  /**
   * The defaults.
   *
   * @param models files or directories of local models, Avro or JSON, or run directories
   * @param support the supporting sample, covariates in a CSV file, or a table to draw it from
   * @param aggregation how to aggregate
   * @param output the run directory
   */
  public static Builder builder(
      List<Path> models, Path support, AggregationOptions aggregation, Output output) {
    return new Builder(models, support, aggregation, output);
  }

  public List<Path> models() {
    return models;
  }

  public Path support() {
    return support;
  }

  public AggregationOptions aggregation() {
    return aggregation;
  }

  public Output output() {
    return output;
  }

  public Optional<Path> initial() {
    return initial;
  }

  public TableOptions reading() {
    return reading;
  }

  public SupportDraw draw() {
    return draw;
  }

  /** Collects what to aggregate. */
  public static final class Builder {

    private final List<Path> models;
    private final Path support;
    private final AggregationOptions aggregation;
    private final Output output;
    private Optional<Path> initial = Optional.empty();
    private TableOptions reading = TableOptions.builder().build();
    private SupportDraw draw = SupportDraw.DEFAULT;

    private Builder(
        List<Path> models, Path support, AggregationOptions aggregation, Output output) {
      this.models = List.copyOf(models);
      this.support = Objects.requireNonNull(support, "support");
      this.aggregation = Objects.requireNonNull(aggregation, "aggregation");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** File of a model to use as the only start; by default the reduction finds its starts. */
    public Builder initial(Path model) {
      initial = Optional.of(model);
      return this;
    }

    /** How rows of a table of the supporting sample are read; by default nothing may be missing. */
    public Builder reading(TableOptions options) {
      reading = Objects.requireNonNull(options, "reading");
      return this;
    }

    /** How the sample is drawn from a table; by default {@link SupportDraw#DEFAULT}. */
    public Builder draw(SupportDraw sizeAndSeed) {
      draw = Objects.requireNonNull(sizeAndSeed, "draw");
      return this;
    }

    /**
     * @throws IllegalArgumentException if no model is named, or an initial one for another
     *     aggregator than the reduction
     */
    public AggregateRequest build() {
      validate();
      return new AggregateRequest(this);
    }

    private void validate() {
      Checks.that(!models.isEmpty(), "--models: name at least one path");
      Checks.that(
          initial.isEmpty() || aggregation.isReduction(),
          "--init: is for the reduction, not for --aggregator %s",
          aggregation.aggregator());
    }
  }
}
