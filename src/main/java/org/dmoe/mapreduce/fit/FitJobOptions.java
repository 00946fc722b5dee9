package org.dmoe.mapreduce.fit;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.DmoeKey;
import org.dmoe.transport.ReductionOptions;

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

  void store(Configuration conf) {
    DmoeKey.EXPERTS.set(conf, fit.experts());
    DmoeKey.GATE_RIDGE.set(conf, fit.gateRidge());
    DmoeKey.EXPERT_RIDGE.set(conf, fit.expertRidge());
    DmoeKey.STARTS.set(conf, fit.starts());
    DmoeKey.MAX_ITERATIONS.set(conf, fit.maxIterations());
    DmoeKey.OPTIMIZER.set(conf, fit.optimizer());
    DmoeKey.REDUCED_EXPERTS.set(conf, reduction.experts());
    DmoeKey.COST.set(conf, reduction.cost());
    DmoeKey.PLAN.set(conf, reduction.plan());
    DmoeKey.LOCAL_STARTS.set(conf, reduction.localStarts());
    DmoeKey.THREADS.set(conf, reduction.threads());
    DmoeKey.REDUCTION_ITERATIONS.set(conf, reduction.maxIterations());
    DmoeKey.AGGREGATOR.set(conf, aggregator);
    DmoeKey.BOTH_PLANS.set(conf, Boolean.toString(bothPlans));
    DmoeKey.SEED.set(conf, seed);
    DmoeKey.MIN_LOCAL_MODELS.set(conf, minLocalModels);
    DmoeKey.PROVENANCE.set(conf, provenance);
  }

  static FitJobOptions from(Configuration conf) {
    return new FitJobOptions(
        fitOptions(conf),
        reductionOptions(conf),
        DmoeKey.AGGREGATOR.get(conf),
        Boolean.parseBoolean(DmoeKey.BOTH_PLANS.get(conf)),
        DmoeKey.SEED.getLong(conf),
        DmoeKey.MIN_LOCAL_MODELS.getDouble(conf),
        DmoeKey.PROVENANCE.getMap(conf));
  }

  private static FitOptions fitOptions(Configuration conf) {
    return new FitOptions(
        DmoeKey.EXPERTS.getInt(conf),
        DmoeKey.GATE_RIDGE.getDouble(conf),
        DmoeKey.EXPERT_RIDGE.getDouble(conf),
        DmoeKey.STARTS.getInt(conf),
        DmoeKey.MAX_ITERATIONS.getInt(conf),
        DmoeKey.OPTIMIZER.getEnum(conf, FitOptions.Optimizer.class));
  }

  private static ReductionOptions reductionOptions(Configuration conf) {
    return new ReductionOptions(
        DmoeKey.REDUCED_EXPERTS.getInt(conf),
        DmoeKey.COST.getEnum(conf, ReductionOptions.CostKind.class),
        DmoeKey.PLAN.getEnum(conf, ReductionOptions.PlanKind.class),
        DmoeKey.LOCAL_STARTS.getInt(conf),
        DmoeKey.THREADS.getInt(conf),
        DmoeKey.REDUCTION_ITERATIONS.getInt(conf));
  }
}
