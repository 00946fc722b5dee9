package org.dmoe.mapreduce.fit;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.data.FeatureSpec;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.table.StableHash;
import org.dmoe.transport.ReductionOptions;
import org.dmoe.transport.plan.CostKind;
import org.dmoe.transport.plan.PlanKind;

/**
 * What a FitJob does.
 *
 * @param fit the local fits
 * @param reduction the aggregation
 * @param aggregator name of what makes the global model
 * @param bothPlans whether the reduction by the other plan is made too
 * @param seed from which, with a split's identity, the seed of its fit is made
 * @param minLocalModels fraction of the local fits that must give a model, from 0 to 1; one model
 *     is always needed
 * @param provenance what the global model's file says of its origin
 */
public record FitJobOptions(
    FitOptions fit,
    ReductionOptions reduction,
    String aggregator,
    boolean bothPlans,
    long seed,
    double minLocalModels,
    Map<String, String> provenance) {

  /**
   * @throws IllegalArgumentException if the fraction is not between 0 and 1
   */
  public FitJobOptions {
    Objects.requireNonNull(fit, "fit");
    Objects.requireNonNull(reduction, "reduction");
    if (!(minLocalModels >= 0 && minLocalModels <= 1)) {
      throw new IllegalArgumentException(
          "the fraction of local models must be between 0 and 1: " + minLocalModels);
    }
    provenance = Collections.unmodifiableSortedMap(new TreeMap<>(provenance));
  }

  /** The reduction estimator by one plan. */
  public FitJobOptions(
      FitOptions fit,
      ReductionOptions reduction,
      long seed,
      double minLocalModels,
      Map<String, String> provenance) {
    this(fit, reduction, "reduction", false, seed, minLocalModels, provenance);
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
    JobKey.EXPERTS.set(conf, fit.experts());
    JobKey.GATE_RIDGE.set(conf, fit.gateRidge());
    JobKey.EXPERT_RIDGE.set(conf, fit.expertRidge());
    JobKey.STARTS.set(conf, fit.starts());
    JobKey.MAX_ITERATIONS.set(conf, fit.maxIterations());
    JobKey.OPTIMIZER.set(conf, fit.optimizer());
    JobKey.REDUCED_EXPERTS.set(conf, reduction.experts());
    JobKey.COST.set(conf, reduction.cost());
    JobKey.PLAN.set(conf, reduction.plan());
    JobKey.LOCAL_STARTS.set(conf, reduction.localStarts());
    JobKey.THREADS.set(conf, reduction.threads());
    JobKey.REDUCTION_ITERATIONS.set(conf, reduction.maxIterations());
    JobKey.AGGREGATOR.set(conf, aggregator);
    JobKey.BOTH_PLANS.set(conf, Boolean.toString(bothPlans));
    JobKey.SEED.set(conf, seed);
    JobKey.MIN_LOCAL_MODELS.set(conf, minLocalModels);
    JobKey.PROVENANCE.set(conf, provenance);
  }

  static FitJobOptions from(Configuration conf) {
    return new FitJobOptions(
        fitOptions(conf),
        reductionOptions(conf),
        JobKey.AGGREGATOR.get(conf),
        Boolean.parseBoolean(JobKey.BOTH_PLANS.get(conf)),
        JobKey.SEED.getLong(conf),
        JobKey.MIN_LOCAL_MODELS.getDouble(conf),
        JobKey.PROVENANCE.getMap(conf));
  }

  private static FitOptions fitOptions(Configuration conf) {
    return new FitOptions(
        JobKey.EXPERTS.getInt(conf),
        JobKey.GATE_RIDGE.getDouble(conf),
        JobKey.EXPERT_RIDGE.getDouble(conf),
        JobKey.STARTS.getInt(conf),
        JobKey.MAX_ITERATIONS.getInt(conf),
        JobKey.OPTIMIZER.getEnum(conf, Optimizer.class));
  }

  private static ReductionOptions reductionOptions(Configuration conf) {
    return new ReductionOptions(
        JobKey.REDUCED_EXPERTS.getInt(conf),
        JobKey.COST.getEnum(conf, CostKind.class),
        JobKey.PLAN.getEnum(conf, PlanKind.class),
        JobKey.LOCAL_STARTS.getInt(conf),
        JobKey.THREADS.getInt(conf),
        JobKey.REDUCTION_ITERATIONS.getInt(conf));
  }
}
