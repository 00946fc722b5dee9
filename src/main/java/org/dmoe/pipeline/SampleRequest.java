package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.dmoe.table.in.TableOptions;

/** What to sample. Every property is described at its setter in the {@link Builder}. */
public final class SampleRequest {

  private final List<Path> inputs;
  private final TableOptions table;
  private final Path output;
  private final int supportSize;
  private final long seed;
  private final boolean overwrite;

  private SampleRequest(Builder from) {
    inputs = from.inputs;
    table = from.table;
    output = from.output;
    supportSize = from.supportSize;
    seed = from.seed;
    overwrite = from.overwrite;
  }

  /**
   * The defaults.
   *
   * @param inputs files, directories or globs of rows
   * @param table columns and how rows are read
   * @param output directory to write
   */
  public static Builder builder(List<Path> inputs, TableOptions table, Path output) {
    return new Builder(inputs, table, output);
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

  public int supportSize() {
    return supportSize;
  }

  public long seed() {
    return seed;
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** Collects what to sample. */
  public static final class Builder {

    private final List<Path> inputs;
    private final TableOptions table;
    private final Path output;
    private int supportSize = 2000;
    private long seed = 1;
    private boolean overwrite;

    private Builder(List<Path> inputs, TableOptions table, Path output) {
      this.inputs = List.copyOf(inputs);
      this.table = Objects.requireNonNull(table, "table");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** Rows S of the sample, at least 1; by default 2000. */
    public Builder supportSize(int rows) {
      supportSize = rows;
      return this;
    }

    /** Seed of the draw; 1 by default. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /** Whether an existing output is replaced; by default it is an error. */
    public Builder overwrite(boolean replace) {
      overwrite = replace;
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no input or the sample would have no row
     */
    public SampleRequest build() {
      validate();
      return new SampleRequest(this);
    }

    private void validate() {
      Checks.that(!inputs.isEmpty(), "--input: name at least one path");
      Checks.positive("--support-size", supportSize);
    }
  }
}
