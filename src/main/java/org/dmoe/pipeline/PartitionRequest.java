package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.run.Output;
import org.dmoe.table.out.RowFormat;

/** What to divide. Every property is described at its setter in the {@link Builder}. */
public final class PartitionRequest {

  private final RowSource source;
  private final Partitioning by;
  private final Output output;
  private final List<String> texts;
  private final RowFormat format;
  private final int maxPartitions;
  private final long seed;

  private PartitionRequest(Builder from) {
    source = from.source;
    by = from.by;
    output = from.output;
    texts = from.texts;
    format = from.format;
    maxPartitions = from.maxPartitions;
    seed = from.seed;
  }

  /**
   * The defaults.
   *
   * @param source of the rows; its table names the columns that are numbers and has no response
   * @param by what rows are divided by
   * @param output directory to write
   */
  public static Builder builder(RowSource source, Partitioning by, Output output) {
    return new Builder(source, by, output);
  }

  public RowSource source() {
    return source;
  }

  public Partitioning by() {
    return by;
  }

  public Output output() {
    return output;
  }

  public List<String> texts() {
    return texts;
  }

  public RowFormat format() {
    return format;
  }

  public int maxPartitions() {
    return maxPartitions;
  }

  public long seed() {
    return seed;
  }

  /** Collects what to divide. */
  public static final class Builder {

    private final RowSource source;
    private final Partitioning by;
    private final Output output;
    private List<String> texts = List.of();
    private RowFormat format = RowFormat.AVRO;
    private int maxPartitions = 1000;
    private long seed = 1;

    private Builder(RowSource source, Partitioning by, Output output) {
      this.source = Objects.requireNonNull(source, "source");
      this.by = Objects.requireNonNull(by, "by");
      this.output = Objects.requireNonNull(output, "output");
    }

    /** Columns that are written as text; by default only the one that rows are divided by. */
    public Builder texts(List<String> columns) {
      texts = List.copyOf(columns);
      return this;
    }

    /** How the files are written; by default as Avro. */
    public Builder format(RowFormat choice) {
      format = Objects.requireNonNull(choice, "format");
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

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public PartitionRequest build() {
      validate();
      return new PartitionRequest(this);
    }

    private void validate() {
      Checks.positive("--max-partitions", maxPartitions);
    }
  }
}
