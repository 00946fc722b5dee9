package org.dmoe.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.hadoop.fs.Path;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.mapreduce.partition.Partitioning;
import org.dmoe.run.Output;

/**
 * What a run of the pipeline is to do. Every property is described at its setter in the {@link
 * FitRequestBuilder}.
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
  private final Optional<Lasso> lasso;
  private final Optional<Path> support;
  private final SupportDraw draw;
  private final StartKind start;
  private final Optional<Path> startModel;

  FitRequest(FitRequestBuilder from) {
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
    lasso = from.lasso;
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
  public static FitRequestBuilder builder(RowSource source, FitOptions fit, Output output) {
    return new FitRequestBuilder(source, fit, output);
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
    return new FitRequest(new FitRequestBuilder(this, experts));
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

  /** How terms are chosen first; empty where all are fitted. */
  public Optional<Lasso> lasso() {
    return lasso;
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
}
