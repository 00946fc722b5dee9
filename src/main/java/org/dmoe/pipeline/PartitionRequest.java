package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.Path;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.table.in.TableOptions;

/** What to divide. Every property is described at its setter in the {@link Builder}. */
public final class PartitionRequest {

  private final List<Path> inputs;
  private final TableOptions table;
  private final Partitioning by;
  private final Path output;
  private final List<String> texts;
  private final int maxPartitions;
  private final long seed;
  private final boolean overwrite;

  private PartitionRequest(Builder from) {
    inputs = from.inputs;
    table = from.table;
    by = from.by;
    output = from.output;
    texts = from.texts;
    maxPartitions = from.maxPartitions;
    seed = from.seed;
    overwrite = from.overwrite;
  }

  /**
   * The defaults.
   *
   * @param inputs files, directories or globs of rows
   * @param table columns that are numbers; it has no response
   * @param by what rows are divided by
   * @param output directory to write
   */
  public static Builder builder(
      List<Path> inputs, TableOptions table, Partitioning by, Path output) {
    return new Builder(inputs, table, by, output);
  }

  public List<Path> inputs() {
    return inputs;
  }

  public TableOptions table() {
    return table;
  }

  public Partitioning by() {
    return by;
  }

  public Path output() {
    return output;
  }

  public List<String> texts() {
    return texts;
  }

  public int maxPartitions() {
    return maxPartitions;
  }

  public long seed() {
    return seed;
  }

  public boolean overwrite() {
    return overwrite;
  }

  /** Collects what to divide. */
  public static final class Builder {

    private final List<Path> inputs;
    private final TableOptions table;
    private final Partitioning by;
    private final Path output;
    private List<String> texts = List.of();
    private int maxPartitions = 1000;
    private long seed = 1;
    private boolean overwrite;

    private Builder(List<Path> inputs, TableOptions table, Partitioning by, Path output) {
      this.inputs = List.copyOf(inputs);
      this.table = Objects.requireNonNull(table, "table");
      this.by = Objects.requireNonNull(by, "by");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** Columns that are written as text; by default only the one that rows are divided by. */
    public Builder texts(List<String> columns) {
      texts = List.copyOf(columns);
      return this;
    }

    /** Files that a division by a column may have; at least 1, by default 1000. */
    public Builder maxPartitions(int files) {
      maxPartitions = files;
      return this;
    }

    /** Seed of a division at random; 1 by default. */
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
     * @throws IllegalArgumentException if there is no input or a number is out of its range
     */
    public PartitionRequest build() {
      validate();
      return new PartitionRequest(this);
    }

    private void validate() {
      Checks.that(!inputs.isEmpty(), "--input: name at least one path");
      Checks.positive("--max-partitions", maxPartitions);
    }
  }
}
