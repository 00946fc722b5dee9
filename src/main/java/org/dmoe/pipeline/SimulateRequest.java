package org.dmoe.pipeline;

import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.simulate.SimulateOptions;
import org.dmoe.table.out.RowFormat;

/** What to draw. Every property is described at its setter in the {@link Builder}. */
public final class SimulateRequest {

  private final SimulateOptions options;
  private final Path output;
  private final Optional<Path> model;
  private final Optional<Path> support;
  private final RowFormat format;
  private final boolean compress;
  private final boolean overwrite;

  private SimulateRequest(Builder from) {
    options = from.options;
    output = from.output;
    model = from.model;
    support = from.support;
    format = from.format;
    compress = from.compress;
    overwrite = from.overwrite;
  }

  /**
   * The defaults.
   *
   * @param options rows to draw; where they name no kind of population, a {@link Builder#model} is
   *     needed
   * @param output directory to write
   */
  public static Builder builder(SimulateOptions options, Path output) {
    return new Builder(options, output);
  }

  public SimulateOptions options() {
    return options;
  }

  public Path output() {
    return output;
  }

  public Optional<Path> model() {
    return model;
  }

  public Optional<Path> support() {
    return support;
  }

  public RowFormat format() {
    return format;
  }

  public boolean compress() {
    return compress;
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** Collects what to draw. */
  public static final class Builder {

    private final SimulateOptions options;
    private final Path output;
    private Optional<Path> model = Optional.empty();
    private Optional<Path> support = Optional.empty();
    private RowFormat format = RowFormat.CSV;
    private boolean compress;
    private boolean overwrite;

    private Builder(SimulateOptions options, Path output) {
      this.options = Objects.requireNonNull(options, "options");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** File or run directory of the true mixture, where the options name no kind. */
    public Builder model(Path truth) {
      model = Optional.of(truth);
      return this;
    }

    /**
     * CSV file of covariates to draw from, with replacement, with a model; by default each
     * covariate is N(0, 1).
     */
    public Builder support(Path covariates) {
      support = Optional.of(covariates);
      return this;
    }

    /** Format of the rows; by default CSV. */
    public Builder format(RowFormat written) {
      format = Objects.requireNonNull(written, "format");
      return this;
    }

    /** Whether they are compressed; by default they are not. */
    public Builder compress(boolean smaller) {
      compress = smaller;
      return this;
    }

    /** Whether an existing output is replaced; by default it is an error. */
    public Builder overwrite(boolean replace) {
      overwrite = replace;
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
