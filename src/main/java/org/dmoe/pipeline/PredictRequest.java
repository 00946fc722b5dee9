package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.hadoop.fs.Path;
import org.dmoe.inference.Inference;

/** What to predict. Every property is described at its setter in the {@link Builder}. */
public final class PredictRequest {

  private final Path model;
  private final RowSource source;
  private final RowOutput output;
  private final List<String> keep;
  private final List<Double> levels;
  private final OptionalDouble confidence;

  private PredictRequest(Builder from) {
    model = from.model;
    source = from.source;
    output = from.output;
    keep = from.keep;
    levels = from.levels;
    confidence = from.confidence;
  }

  /**
   * The defaults.
   *
   * @param model file or run directory
   * @param source of the rows; the features are the model's own where its table names none, and a
   *     response is not looked at
   * @param output where predictions are written
   */
  public static Builder builder(Path model, RowSource source, RowOutput output) {
    return new Builder(model, source, output);
  }

  public Path model() {
    return model;
  }

  public RowSource source() {
    return source;
  }

  public RowOutput output() {
    return output;
  }

  public List<String> keep() {
    return keep;
  }

  public List<Double> levels() {
    return levels;
  }

  public OptionalDouble confidence() {
    return confidence;
  }

  /** Collects what to predict. */
  public static final class Builder {

    private final Path model;
    private final RowSource source;
    private final RowOutput output;
    private List<String> keep = List.of();
    private List<Double> levels = List.of(0.05, 0.5, 0.95);
    private OptionalDouble confidence = OptionalDouble.empty();

    private Builder(Path model, RowSource source, RowOutput output) {
      this.model = Objects.requireNonNull(model, "model");
      this.source = Objects.requireNonNull(source, "source");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** Columns that are passed on as text; none by default. */
    public Builder keep(List<String> columns) {
      keep = List.copyOf(columns);
      return this;
    }

    /** Levels of the quantiles, between 0 and 1; by default 0.05, 0.5 and 0.95. */
    public Builder levels(List<Double> quantiles) {
      levels = List.copyOf(quantiles);
      return this;
    }

    /** Level of confidence intervals of the mean, between 0 and 1; none by default. */
    public Builder confidence(double level) {
      confidence = OptionalDouble.of(level);
      return this;
    }

    /**
     * @throws IllegalArgumentException if a level is out of its range or named twice
     */
    public PredictRequest build() {
      validate();
      return new PredictRequest(this);
    }

    private void validate() {
      confidence.ifPresent(Inference::requireLevel);
      for (double level : levels) {
        Checks.that(level > 0 && level < 1, "--quantiles %s: must lie between 0 and 1", level);
        Checks.that(
            levels.stream().filter(other -> other == level).count() == 1,
            "--quantiles %s: is named twice",
            level);
      }
    }
  }
}
