package org.dmoe.mapreduce.fit;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.aggregate.StartKind;
import org.dmoe.data.FeatureSpec;
import org.dmoe.em.FitOptions;
import org.dmoe.linalg.Threads;
import org.dmoe.mapreduce.job.FitKeys;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.StableHash;
import org.dmoe.transport.Divergence;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;

/** What a FitJob does. Every property is described at its setter in the {@link Builder}. */
public final class FitJobOptions {

  private final FitOptions fit;
  private final ReductionOptions reduction;
  private final StartKind start;
  private final String aggregator;
  private final boolean bothPlans;
  private final long seed;
  private final double minLocalModels;
  private final SortedMap<String, String> provenance;

  private FitJobOptions(Builder from) {
    fit = from.fit;
    reduction = from.reduction;
    start = from.start;
    aggregator = from.aggregator;
    bothPlans = from.bothPlans;
    seed = from.seed;
    minLocalModels = from.minLocalModels;
    provenance = from.provenance;
  }

  /** The defaults for these local fits and this aggregation. */
  public static Builder builder(FitOptions fit, ReductionOptions reduction) {
    return new Builder(fit, reduction);
  }

  public FitOptions fit() {
    return fit;
  }

  public ReductionOptions reduction() {
    return reduction;
  }

  public StartKind start() {
    return start;
  }

  public String aggregator() {
    return aggregator;
  }

  public boolean bothPlans() {
    return bothPlans;
  }

  public long seed() {
    return seed;
  }

  public double minLocalModels() {
    return minLocalModels;
  }

  public Map<String, String> provenance() {
    return provenance;
  }

  /** Local fits by these options, as they are stored. */
  LocalRecords records(FeatureSpec columns) {
    return new LocalRecords(columns, fit, provenance);
  }

  /** The seed of the fit of the rows with that identity. */
  long seedOf(String id) {
    return StableHash.of(seed, id);
  }

  void store(Configuration conf) {
    FitKeys.store(fit, conf);
    JobKey.START.set(conf, start);
    JobKey.REDUCED_EXPERTS.set(conf, reduction.experts());
    JobKey.COST.set(conf, reduction.cost());
    JobKey.PLAN.set(conf, reduction.plan());
    JobKey.DIVERGENCE.set(conf, reduction.divergence());
    JobKey.LOCAL_STARTS.set(conf, reduction.localStarts());
    JobKey.REDUCTION_ITERATIONS.set(conf, reduction.maxIterations());
    JobKey.AGGREGATOR.set(conf, aggregator);
    JobKey.BOTH_PLANS.set(conf, Boolean.toString(bothPlans));
    JobKey.SEED.set(conf, seed);
    JobKey.MIN_LOCAL_MODELS.set(conf, minLocalModels);
    JobKey.PROVENANCE.set(conf, provenance);
  }

  /**
   * @param threads of the task
   */
  static FitJobOptions from(Configuration conf, Threads threads) {
    return builder(FitKeys.from(conf, threads), reductionOptions(conf, threads))
        .start(JobKey.START.getEnum(conf, StartKind.class))
        .aggregator(JobKey.AGGREGATOR.get(conf))
        .bothPlans(Boolean.parseBoolean(JobKey.BOTH_PLANS.get(conf)))
        .seed(JobKey.SEED.getLong(conf))
        .minLocalModels(JobKey.MIN_LOCAL_MODELS.getDouble(conf))
        .provenance(JobKey.PROVENANCE.getMap(conf))
        .build();
  }

  private static ReductionOptions reductionOptions(Configuration conf, Threads threads) {
    return ReductionOptions.builder(JobKey.REDUCED_EXPERTS.getInt(conf))
        .cost(JobKey.COST.getEnum(conf, CostKind.class))
        .plan(JobKey.PLAN.getEnum(conf, PlanKind.class))
        .divergence(JobKey.DIVERGENCE.getEnum(conf, Divergence.class))
        .localStarts(JobKey.LOCAL_STARTS.getInt(conf))
        .threads(threads)
        .maxIterations(JobKey.REDUCTION_ITERATIONS.getInt(conf))
        .build();
  }

  /** Collects the options of a FitJob. */
  public static final class Builder {

    private final FitOptions fit;
    private final ReductionOptions reduction;
    private StartKind start = StartKind.OWN;
    private String aggregator = "reduction";
    private boolean bothPlans;
    private long seed = 1;
    private double minLocalModels = 0.8;
    private SortedMap<String, String> provenance = Collections.emptySortedMap();

    private Builder(FitOptions fit, ReductionOptions reduction) {
      this.fit = Objects.requireNonNull(fit, "fit");
      this.reduction = Objects.requireNonNull(reduction, "reduction");
    }

    /**
     * Where local fits start; by default each has its own race. Any other kind needs a model in the
     * job's cache, see {@link StartFile}.
     */
    public Builder start(StartKind kind) {
      start = Objects.requireNonNull(kind, "start");
      return this;
    }

    /** Name of what makes the global model; by default the reduction. */
    public Builder aggregator(String name) {
      aggregator = Objects.requireNonNull(name, "aggregator");
      return this;
    }

    /** Whether the reduction by the other plan is made too; by default it is not. */
    public Builder bothPlans(boolean both) {
      bothPlans = both;
      return this;
    }

    /** From which, with a split's identity, the seed of its fit is made; 1 by default. */
    public Builder seed(long number) {
      seed = number;
      return this;
    }

    /**
     * Fraction of the local fits that must give a model, from 0 to 1 and by default 0.8; one model
     * is always needed.
     */
    public Builder minLocalModels(double fraction) {
      minLocalModels = fraction;
      return this;
    }

    /** What the global model's file says of its origin; nothing by default. */
    public Builder provenance(Map<String, String> entries) {
      provenance = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
      return this;
    }

    /**
     * @throws IllegalArgumentException if the fraction is not between 0 and 1
     */
    public FitJobOptions build() {
      validate();
      return new FitJobOptions(this);
    }

    private void validate() {
      if (!(minLocalModels >= 0 && minLocalModels <= 1)) {
        throw new IllegalArgumentException(
            "--min-local-models " + minLocalModels + ": must be between 0 and 1");
      }
    }
  }
}
