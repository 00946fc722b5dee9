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

/** Collects what a run is to do. */
public final class FitRequestBuilder {

  final RowSource source;
  final FitOptions fit;
  final Output output;
  ExpertRange range;
  List<Path> tests = List.of();
  boolean resume;
  Optional<Partitioning> division = Optional.empty();
  int maxPartitions = 1000;
  AggregationOptions aggregation;
  boolean dominance;
  boolean compare;
  Optional<OptionalInt> refine = Optional.empty();
  Optional<CovarianceKind> inference = Optional.empty();
  boolean global;
  Optional<Lasso> lasso = Optional.empty();
  Optional<Path> support = Optional.empty();
  SupportDraw draw = SupportDraw.DEFAULT;
  StartKind start = StartKind.PILOT;
  Optional<Path> startModel = Optional.empty();

  FitRequestBuilder(RowSource source, FitOptions fit, Output output) {
    this.source = Objects.requireNonNull(source, "source");
    this.fit = Objects.requireNonNull(fit, "fit");
    this.output = Objects.requireNonNull(output, "output");
    range = ExpertRange.of(fit.experts());
    aggregation = AggregationOptions.builder(ReductionOptions.of(fit.experts())).build();
  }

  /** A copy for one number of experts. */
  FitRequestBuilder(FitRequest request, int experts) {
    source = request.source();
    fit = request.fit().withExperts(experts);
    output = request.output();
    range = request.range();
    tests = request.tests();
    resume = request.resume();
    division = request.division();
    maxPartitions = request.maxPartitions();
    aggregation = request.aggregation().withExperts(experts);
    dominance = request.dominance();
    compare = request.compare();
    refine = request.refine();
    inference = request.inference();
    global = request.global();
    lasso = request.lasso();
    support = request.support();
    draw = request.draw();
    start = request.askedStart();
    startModel = request.startModel();
  }

  /**
   * Numbers of experts to choose from, each fitted and aggregated; the local fits' options are to
   * have the largest. By default there is one number, theirs.
   */
  public FitRequestBuilder range(ExpertRange numbers) {
    range = Objects.requireNonNull(numbers, "range");
    return this;
  }

  /** Files, directories or globs of test rows; none by default. */
  public FitRequestBuilder tests(List<Path> paths) {
    tests = List.copyOf(paths);
    return this;
  }

  /** Whether stages that an earlier run has done are not run again; by default all are run. */
  public FitRequestBuilder resume(boolean goOn) {
    resume = goOn;
    return this;
  }

  /**
   * How rows are dealt out to machines first. By default they are not, and a machine is what the
   * table's options say, a split or a file.
   */
  public FitRequestBuilder division(Partitioning by) {
    division = Optional.of(by);
    return this;
  }

  /** Machines that a division by a column may lead to; at least 1, by default 1000. */
  public FitRequestBuilder maxPartitions(int machines) {
    maxPartitions = machines;
    return this;
  }

  /**
   * How the local models become the global one; by default the reduction to the local fits' number
   * of experts.
   */
  public FitRequestBuilder aggregation(AggregationOptions options) {
    aggregation = Objects.requireNonNull(options, "aggregation");
    return this;
  }

  /**
   * Whether every local model is scored on every machine, and fits that another machine's model
   * beats are started again from it; by default not.
   */
  public FitRequestBuilder dominance(boolean test) {
    dominance = test;
    return this;
  }

  /** Whether all aggregations are tried on the same local models; by default not. */
  public FitRequestBuilder compare(boolean all) {
    compare = all;
    return this;
  }

  /**
   * Climbs from the aggregated model to the maximum likelihood of all rows by this number of steps,
   * or to its end if empty; by default no pass is made.
   */
  public FitRequestBuilder refine(OptionalInt steps) {
    refine = Optional.of(steps);
    return this;
  }

  /**
   * The errors of the model, by one more pass; it makes one step at least. By default there are
   * none, unless the climb is to its end: then they are a sandwich's.
   */
  public FitRequestBuilder inference(CovarianceKind kind) {
    Checks.that(kind != CovarianceKind.ONE_ROUND, "--covariance: one-round errors need no pass");
    inference = Optional.of(kind);
    return this;
  }

  /** Whether all rows are fitted in one task too, as the yardstick; by default not. */
  public FitRequestBuilder global(boolean fitted) {
    global = fitted;
    return this;
  }

  /** Chooses terms first; by default all are fitted. */
  public FitRequestBuilder lasso(Lasso choice) {
    lasso = Optional.of(choice);
    return this;
  }

  /**
   * A supporting sample to use, the covariates in a CSV file or a table of any format to draw it
   * from; by default it is drawn from the training rows.
   */
  public FitRequestBuilder support(Path path) {
    support = Optional.of(path);
    return this;
  }

  /**
   * How the supporting sample is drawn, by a seed that is that of everything random; by default
   * {@link SupportDraw#DEFAULT}.
   */
  public FitRequestBuilder draw(SupportDraw sizeAndSeed) {
    draw = Objects.requireNonNull(sizeAndSeed, "draw");
    return this;
  }

  /**
   * Where local fits start; by default at the pilot, a fit of the supporting rows that are drawn.
   *
   * @param kind any but that of a given model
   */
  public FitRequestBuilder start(StartKind kind) {
    Checks.that(kind != StartKind.MODEL, "--start: name the file of the model");
    start = kind;
    startModel = Optional.empty();
    return this;
  }

  /** Local fits start from a given model of the same columns and number of experts. */
  public FitRequestBuilder startFrom(Path model) {
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
    if (lasso.isPresent()) {
      validateLasso();
    }
  }

  private void validateLasso() {
    Checks.that(!range.isSeveral(), "--lasso: give one number of --experts; choose it first");
    Checks.that(
        startModel.isEmpty(), "--lasso: a model in --start has its terms; leave one of both out");
    Checks.that(
        source.table().roles().schema().isEmpty(),
        "--lasso: sites that share a --schema need the same terms; name them with --features and --gate-features");
  }
}
