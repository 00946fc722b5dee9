package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.in.TableOptions;

/** What to score on what. Every property is described at its setter in the {@link Builder}. */
public final class EvaluateRequest {

  private final List<Path> models;
  private final List<Path> inputs;
  private final TableOptions table;
  private final Optional<Reference> yardstick;

  private EvaluateRequest(Builder from) {
    models = from.models;
    inputs = from.inputs;
    table = from.table;
    yardstick = from.yardstick;
  }

  /**
   * The defaults.
   *
   * @param models files or run directories, each with one or more models of the same columns
   * @param inputs files, directories or globs of rows
   * @param table how rows are read; its response and features are the models' own where it names
   *     none
   */
  public static Builder builder(List<Path> models, List<Path> inputs, TableOptions table) {
    return new Builder(models, inputs, table);
  }

  public List<Path> models() {
    return models;
  }

  public List<Path> inputs() {
    return inputs;
  }

  public TableOptions table() {
    return table;
  }

  public Optional<Reference> yardstick() {
    return yardstick;
  }

  /** Collects what to score on what. */
  public static final class Builder {

    private final List<Path> models;
    private final List<Path> inputs;
    private final TableOptions table;
    private Optional<Reference> yardstick = Optional.empty();

    private Builder(List<Path> models, List<Path> inputs, TableOptions table) {
      this.models = List.copyOf(models);
      this.inputs = List.copyOf(inputs);
      this.table = Objects.requireNonNull(table, "table");
    }

    /** A model that the others are compared with; none by default. */
    public Builder yardstick(Reference reference) {
      yardstick = Optional.of(reference);
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no model or no input
     */
    public EvaluateRequest build() {
      validate();
      return new EvaluateRequest(this);
    }

    private void validate() {
      Checks.that(!models.isEmpty(), "--model: name at least one path");
      Checks.that(!inputs.isEmpty(), "--input: name at least one path");
    }
  }
}
