package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.in.TableOptions;
import org.dmoe.table.out.RowFormat;

/** What to predict. Every property is described at its setter in the {@link Builder}. */
public final class PredictRequest {

  private final Path model;
  private final List<Path> inputs;
  private final TableOptions table;
  private final Path output;
  private final List<String> keep;
  private final List<Double> levels;
  private final RowFormat format;
  private final boolean compress;
  private final boolean overwrite;

  private PredictRequest(Builder from) {
    model = from.model;
    inputs = from.inputs;
    table = from.table;
    output = from.output;
    keep = from.keep;
    levels = from.levels;
    format = from.format;
    compress = from.compress;
    overwrite = from.overwrite;
  }

  /**
   * The defaults.
   *
   * @param model file or run directory
   * @param inputs files, directories or globs of rows
   * @param table how rows are read; its features are the model's own where it names none, a
   *     response is not looked at
   * @param output directory to write
   */
  public static Builder builder(Path model, List<Path> inputs, TableOptions table, Path output) {
    return new Builder(model, inputs, table, output);
  }

  public Path model() {
    return model;
  }

  public List<Path> inputs() {
    return inputs;
  }

  public TableOptions table() {
    return table;
  }

  public Path output() {
    return output;
  }

  public List<String> keep() {
    return keep;
  }

  public List<Double> levels() {
    return levels;
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

  /** Collects what to predict. */
  public static final class Builder {

    private final Path model;
    private final List<Path> inputs;
    private final TableOptions table;
    private final Path output;
    private List<String> keep = List.of();
    private List<Double> levels = List.of(0.05, 0.5, 0.95);
    private RowFormat format = RowFormat.CSV;
    private boolean compress;
    private boolean overwrite;

    private Builder(Path model, List<Path> inputs, TableOptions table, Path output) {
      this.model = Objects.requireNonNull(model, "model");
      this.inputs = List.copyOf(inputs);
      this.table = Objects.requireNonNull(table, "table");
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

    /** Format of what is written; by default CSV. */
    public Builder format(RowFormat written) {
      format = Objects.requireNonNull(written, "format");
      return this;
    }

    /** Whether it is compressed; by default it is not. */
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
     * @throws IllegalArgumentException if there is no input, or a level is out of its range or
     *     named twice
     */
    public PredictRequest build() {
      validate();
      return new PredictRequest(this);
    }

    private void validate() {
      Checks.that(!inputs.isEmpty(), "--input: name at least one path");
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
