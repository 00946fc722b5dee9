package org.dmoe.pipeline;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.run.Output;
import org.dmoe.transport.ReductionOptions;

/**
 * What a run of the pipeline is to do. Every property is described at its setter in the {@link
 * Builder}.
 */
public final class FitRequest {

  private final RowSource source;
  private final FitOptions fit;
  private final ExpertRange range;
  private final Output output;
  private final List<Path> tests;
  private final boolean resume;
  private final Optional<Partitioning> division;
  private final int maxPartitions;
  private final AggregationOptions aggregation;
  private final boolean dominance;
  private final boolean compare;
  private final Optional<OptionalInt> refine;
  private final Optional<CovarianceKind> inference;
  private final boolean global;
  private final Optional<Path> support;
  private final SupportDraw draw;
  private final StartKind start;
  private final Optional<Path> startModel;

  private FitRequest(Builder from) {
    source = from.source;
    fit = from.fit;
    range = from.range;
    output = from.output;
    tests = from.tests;
    resume = from.resume;
    division = from.division;
    maxPartitions = from.maxPartitions;
    aggregation = from.aggregation;
    dominance = from.dominance;
    compare = from.compare;
    refine = from.refine;
    inference = from.inference;
    global = from.global;
    support = from.support;
    draw = from.draw;
    start = from.start;
    startModel = from.startModel;
  }

  /**
   * The defaults.
   *
   * @param source of the training rows; its table needs a response
   * @param fit of the local models
   * @param output the run directory
   */
  public static Builder builder(RowSource source, FitOptions fit, Output output) {
    return new Builder(source, fit, output);
  }

  public RowSource source() {
    return source;
  }

  public FitOptions fit() {
    return fit;
  }

  /** Numbers of experts; one, that of the local fits, where there is nothing to choose. */
  public ExpertRange range() {
    return range;
  }

  /** The same for one number of experts of the range, whose pilot has its name. */
  FitRequest forExperts(int experts) {
    Builder copy = new Builder(source, fit.withExperts(experts), output);
    copy.range = range;
    copy.tests = tests;
    copy.resume = resume;
    copy.division = division;
    copy.maxPartitions = maxPartitions;
    copy.aggregation = aggregation.withExperts(experts);
    copy.dominance = dominance;
    copy.compare = compare;
    copy.refine = refine;
    copy.inference = inference;
    copy.global = global;
    copy.support = support;
    copy.draw = draw;
    copy.start = start;
    copy.startModel = startModel;
    return new FitRequest(copy);
  }

  public Output output() {
    return output;
  }

  public List<Path> tests() {
    return tests;
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

  public AggregationOptions aggregation() {
    return aggregation;
  }

  public boolean dominance() {
    return dominance;
  }

  public boolean compare() {
    return compare;
  }

  /** Steps to the maximum likelihood, empty inside for all; empty where there is no pass. */
  public Optional<OptionalInt> refine() {
    return refine;
  }

  /** What the errors of the model rest on; empty where none are wanted. */
  public Optional<CovarianceKind> inference() {
    return inference;
  }

  public boolean global() {
    return global;
  }

  public Optional<Path> support() {
    return support;
  }

  public SupportDraw draw() {
    return draw;
  }

  /**
   * Where local fits start; own, where a pilot is wanted but the supporting sample is given: that
   * has no response.
   */
  public StartKind start() {
    return support.isPresent() && start.needsPilot() ? StartKind.OWN : start;
  }

  /** As it was asked for. */
  StartKind askedStart() {
    return start;
  }

  /** The file of the model that local fits start from, where one is given. */
  public Optional<Path> startModel() {
    return startModel;
  }

  /** Of everything random. */
  public long seed() {
    return draw.seed();
  }

  /** What one machine is, as the command line has it. */
  String partitionName() {
    return division.map(Partitioning::toString).orElseGet(() -> source.table().partition().name());
  }

  /** Whether there is a machine for each value of a column. */
  boolean isByColumn() {
    return division.filter(by -> !by.isRandom()).isPresent();
  }

  /** Collects what a run is to do. */
  public static final class Builder {

    private final RowSource source;
    private final FitOptions fit;
    private final Output output;
    private ExpertRange range;
    private List<Path> tests = List.of();
    private boolean resume;
    private Optional<Partitioning> division = Optional.empty();
    private int maxPartitions = 1000;
    private AggregationOptions aggregation;
    private boolean dominance;
    private boolean compare;
    private Optional<OptionalInt> refine = Optional.empty();
    private Optional<CovarianceKind> inference = Optional.empty();
    private boolean global;
    private Optional<Path> support = Optional.empty();
    private SupportDraw draw = SupportDraw.DEFAULT;
    private StartKind start = StartKind.PILOT;
    private Optional<Path> startModel = Optional.empty();

    private Builder(RowSource source, FitOptions fit, Output output) {
      this.source = Objects.requireNonNull(source, "source");
      this.fit = Objects.requireNonNull(fit, "fit");
      this.output = Objects.requireNonNull(output, "output");
      range = ExpertRange.of(fit.experts());
      aggregation = AggregationOptions.builder(ReductionOptions.of(fit.experts())).build();
    }

    /**
     * Numbers of experts to choose from, each fitted and aggregated; the local fits' options are to
     * have the largest. By default there is one number, theirs.
     */
    public Builder range(ExpertRange numbers) {
      range = Objects.requireNonNull(numbers, "range");
      return this;
    }

    /** Files, directories or globs of test rows; none by default. */
    public Builder tests(List<Path> paths) {
      tests = List.copyOf(paths);
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
     * How the local models become the global one; by default the reduction to the local fits'
     * number of experts.
     */
    public Builder aggregation(AggregationOptions options) {
      aggregation = Objects.requireNonNull(options, "aggregation");
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

    /**
     * Climbs from the aggregated model to the maximum likelihood of all rows by so many steps, or
     * to its end if empty; by default no pass is made.
     */
    public Builder refine(OptionalInt steps) {
      refine = Optional.of(steps);
      return this;
    }

    /**
     * The errors of the model, by one more pass; it makes one step at least. By default there are
     * none, unless the climb is to its end: then they are a sandwich's.
     */
    public Builder inference(CovarianceKind kind) {
      Checks.that(kind != CovarianceKind.ONE_ROUND, "--covariance: one-round errors need no pass");
      inference = Optional.of(kind);
      return this;
    }

    /** Whether all rows are fitted in one task too, as the yardstick; by default not. */
    public Builder global(boolean fitted) {
      global = fitted;
      return this;
    }

    /**
     * A supporting sample to use, the covariates in a CSV file or a table of any format to draw it
     * from; by default it is drawn from the training rows.
     */
    public Builder support(Path path) {
      support = Optional.of(path);
      return this;
    }

    /**
     * How the supporting sample is drawn, by a seed that is that of everything random; by default
     * {@link SupportDraw#DEFAULT}.
     */
    public Builder draw(SupportDraw sizeAndSeed) {
      draw = Objects.requireNonNull(sizeAndSeed, "draw");
      return this;
    }

    /**
     * Where local fits start; by default at the pilot, a fit of the supporting rows that are drawn.
     *
     * @param kind any but that of a given model
     */
    public Builder start(StartKind kind) {
      Checks.that(kind != StartKind.MODEL, "--start: name the file of the model");
      start = kind;
      startModel = Optional.empty();
      return this;
    }

    /** Local fits start from a given model of the same columns and number of experts. */
    public Builder startFrom(Path model) {
      start = StartKind.MODEL;
      startModel = Optional.of(model);
      return this;
    }

    /**
     * @throws IllegalArgumentException if there is no response or a number is out of its range
     */
    public FitRequest build() {
      validate();
      FamilyCheck.require(new FitRequest(this));
      if (inference.isPresent() && refine.isEmpty()) {
        refine = Optional.of(OptionalInt.of(1));
      }
      if (inference.isEmpty() && refine.filter(OptionalInt::isEmpty).isPresent()) {
        inference = Optional.of(CovarianceKind.SANDWICH);
      }
      return new FitRequest(this);
    }

    private void validate() {
      Checks.that(source.table().response().isPresent(), "--response: name a column");
      Checks.positive("--max-partitions", maxPartitions);
      Checks.that(
          range.largest() == fit.experts(), "--experts: the largest is not that of the local fits");
      Checks.that(
          !range.isSeveral() || startModel.isEmpty(),
          "--start: a model has one number of experts; give --experts that one");
      Checks.that(
          !range.isSeveral() || !dominance,
          "--dominance: give one number of --experts; choose it first");
    }
  }
}
