package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.table.in.TableOptions;
import org.dmoe.transport.ReductionOptions;

/**
 * What a run of the pipeline is to do. Every property is described at its setter in the {@link
 * Builder}.
 */
public final class FitRequest {

  private final List<Path> inputs;
  private final TableOptions table;
  private final FitOptions fit;
  private final Path output;
  private final List<Path> tests;
  private final boolean overwrite;
  private final boolean resume;
  private final Optional<Partitioning> division;
  private final int maxPartitions;
  private final ReductionOptions reduction;
  private final String aggregator;
  private final boolean bothPlans;
  private final double minLocalModels;
  private final boolean dominance;
  private final boolean compare;
  private final boolean global;
  private final Optional<Path> support;
  private final int supportSize;
  private final long seed;

  private FitRequest(Builder from) {
    inputs = from.inputs;
    table = from.table;
    fit = from.fit;
    output = from.output;
    tests = from.tests;
    overwrite = from.overwrite;
    resume = from.resume;
    division = from.division;
    maxPartitions = from.maxPartitions;
    reduction = from.reduction;
    aggregator = from.aggregator;
    bothPlans = from.bothPlans;
    minLocalModels = from.minLocalModels;
    dominance = from.dominance;
    compare = from.compare;
    global = from.global;
    support = from.support;
    supportSize = from.supportSize;
    seed = from.seed;
  }

  /**
   * The defaults.
   *
   * @param inputs files, directories or globs of training rows
   * @param table columns and how rows are read; needs a response
   * @param fit of the local models
   * @param output the run directory
   */
  public static Builder builder(
      List<Path> inputs, TableOptions table, FitOptions fit, Path output) {
    return new Builder(inputs, table, fit, output);
  }

  public List<Path> inputs() {
    return inputs;
  }

  public TableOptions table() {
    return table;
  }

  public FitOptions fit() {
    return fit;
  }

  public Path output() {
    return output;
  }

  public List<Path> tests() {
    return tests;
  }

  public boolean overwrite() {
    return overwrite;
  }

  public boolean resume() {
    return resume;
  }

  public Optional<Partitioning> division() {
    return division;
  }

  public int maxPartitions() {
    return maxPartitions;
  }

  public ReductionOptions reduction() {
    return reduction;
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

  public boolean dominance() {
    return dominance;
  }

  public boolean compare() {
    return compare;
  }

  public boolean global() {
    return global;
  }

  public Optional<Path> support() {
    return support;
  }

  public int supportSize() {
    return supportSize;
  }

  public long seed() {
    return seed;
  }

  /** What one machine is, as the command line has it. */
  String partitionName() {
    return division.map(Partitioning::toString).orElseGet(() -> table.partition().name());
  }

  /** Whether there is a machine for each value of a column. */
  boolean isByColumn() {
    return division.filter(by -> !by.isRandom()).isPresent();
  }

  /** Collects what a run is to do. */
  public static final class Builder {

    private final List<Path> inputs;
    private final TableOptions table;
    private final FitOptions fit;
    private final Path output;
    private List<Path> tests = List.of();
    private boolean overwrite;
    private boolean resume;
    private Optional<Partitioning> division = Optional.empty();
    private int maxPartitions = 1000;
    private ReductionOptions reduction;
    private String aggregator = "reduction";
    private boolean bothPlans;
    private double minLocalModels = 0.8;
    private boolean dominance;
    private boolean compare;
    private boolean global;
    private Optional<Path> support = Optional.empty();
    private int supportSize = 2000;
    private long seed = 1;

    private Builder(List<Path> inputs, TableOptions table, FitOptions fit, Path output) {
      this.inputs = List.copyOf(inputs);
      this.table = Objects.requireNonNull(table, "table");
      this.fit = Objects.requireNonNull(fit, "fit");
      this.output = Objects.requireNonNull(output, "output");
      reduction = ReductionOptions.of(fit.experts());
    }

    /** Files, directories or globs of test rows; none by default. */
    public Builder tests(List<Path> paths) {
      tests = List.copyOf(paths);
      return this;
    }

    /** Whether an existing output is replaced; by default it is an error. */
    public Builder overwrite(boolean replace) {
      overwrite = replace;
      return this;
    }

    /** Whether stages that an earlier run has done are not run again; by default all are run. */
    public Builder resume(boolean goOn) {
      resume = goOn;
      return this;
    }

    /**
     * How rows are dealt out to machines first. By default they are not, and a machine is what the
     * table's options say, a split or a file.
     */
    public Builder division(Partitioning by) {
      division = Optional.of(by);
      return this;
    }

    /** Machines that a division by a column may lead to; at least 1, by default 1000. */
    public Builder maxPartitions(int machines) {
      maxPartitions = machines;
      return this;
    }

    /**
     * The reduction of the local models to the global one; by default {@link ReductionOptions#of}
     * the local fits' number of experts.
     */
    public Builder reduction(ReductionOptions options) {
      reduction = Objects.requireNonNull(options, "reduction");
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

    /** Fraction of the local models that must be usable, from 0 to 1; by default 0.8. */
    public Builder minLocalModels(double fraction) {
      minLocalModels = fraction;
      return this;
    }

    /**
     * Whether every local model is scored on every machine, and fits that another machine's model
     * beats are started again from it; by default not.
     */
    public Builder dominance(boolean test) {
      dominance = test;
      return this;
    }

    /** Whether all aggregations are tried on the same local models; by default not. */
    public Builder compare(boolean all) {
      compare = all;
      return this;
    }

    /** Whether all rows are fitted in one task too, as the yardstick; by default not. */
    public Builder global(boolean fitted) {
      global = fitted;
      return this;
    }

    /** CSV file of a supporting sample to use; by default one is drawn from the training rows. */
    public Builder support(Path file) {
      support = Optional.of(file);
      return this;
    }

    /** Rows S of the supporting sample that is drawn; at least 1, by default 2000. */
    public Builder supportSize(int rows) {
      supportSize = rows;
      return this;
    }

    /** Seed of everything random; 1 by default. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no input or response, a number is out of its
     *     range, or the aggregator is unknown or has no other plan
     */
    public FitRequest build() {
      validate();
      return new FitRequest(this);
    }

    private void validate() {
      Checks.that(!inputs.isEmpty(), "--input: name at least one path");
      Checks.that(table.response().isPresent(), "--response: name a column");
      Checks.positive("--max-partitions", maxPartitions);
      Checks.positive("--support-size", supportSize);
      Checks.aggregation(aggregator, bothPlans, minLocalModels);
    }
  }
}
