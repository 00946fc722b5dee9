package org.dmoe.pipeline;

import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.table.in.TableOptions;

/** What to draw. Every property is described at its setter in the {@link Builder}. */
public final class SimulateRequest {

  private final SimulateOptions options;
  private final RowOutput output;
  private final Optional<Path> model;
  private final Optional<Path> support;
  private final TableOptions reading;
  private final SupportDraw draw;

  private SimulateRequest(Builder from) {
    options = from.options;
    output = from.output;
    model = from.model;
    support = from.support;
    reading = from.reading;
    draw = from.draw;
  }

  /**
   * The defaults.
   *
   * @param options rows to draw; where they name no kind of population, a {@link Builder#model} is
   *     needed
   * @param output where they are written, with the model
   */
  public static Builder builder(SimulateOptions options, RowOutput output) {
    return new Builder(options, output);
  }

  public SimulateOptions options() {
    return options;
  }

  public RowOutput output() {
    return output;
  }

  public Optional<Path> model() {
    return model;
  }

  public Optional<Path> support() {
    return support;
  }

  public TableOptions reading() {
    return reading;
  }

  public SupportDraw draw() {
    return draw;
  }

  /** Collects what to draw. */
  public static final class Builder {

    private final SimulateOptions options;
    private final RowOutput output;
    private Optional<Path> model = Optional.empty();
    private Optional<Path> support = Optional.empty();
    private TableOptions reading = TableOptions.builder().build();
    private SupportDraw draw = SupportDraw.DEFAULT;

    private Builder(SimulateOptions options, RowOutput output) {
      this.options = Objects.requireNonNull(options, "options");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** File or run directory of the true mixture, where the options name no kind. */
    public Builder model(Path truth) {
      model = Optional.of(truth);
      return this;
    }

    /**
     * Covariates to draw from with replacement, or a table of them, with a model; by default each
     * covariate is N(0, 1).
     */
    public Builder support(Path covariates) {
      support = Optional.of(covariates);
      return this;
    }

    /** How rows of a table that is the support are read. */
    public Builder reading(TableOptions options) {
      reading = Objects.requireNonNull(options, "reading");
      return this;
    }

    /** How many of them are drawn; by default {@link SupportDraw#DEFAULT}. */
    public Builder draw(SupportDraw sizeAndSeed) {
      draw = Objects.requireNonNull(sizeAndSeed, "draw");
      return this;
    }

    /**
     * @throws IllegalArgumentException unless there is either a model or a kind, and a support only
     *     with a model
     */
    public SimulateRequest build() {
      validate();
      return new SimulateRequest(this);
    }

    private void validate() {
      Checks.that(model.isPresent() != options.kind().isPresent(), "give either --model or --kind");
      Checks.that(
          support.isEmpty() || model.isPresent(), "--support goes with --model, not with --kind");
    }
  }
}
