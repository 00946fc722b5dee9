package org.dmoe.mapreduce.job;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.em.FitOptions;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.linalg.Threads;

/** Options of local fits as they travel to the tasks. */
public final class FitKeys {

  private FitKeys() {}

  public static void store(FitOptions fit, Configuration conf) {
    JobKey.EXPERTS.set(conf, fit.experts());
    JobKey.GATE_RIDGE.set(conf, fit.gateRidge());
    JobKey.EXPERT_RIDGE.set(conf, fit.expertRidge());
    JobKey.STARTS.set(conf, fit.starts());
    JobKey.MAX_ITERATIONS.set(conf, fit.maxIterations());
    JobKey.OPTIMIZER.set(conf, fit.optimizer());
    JobKey.NOISE.set(conf, Boolean.toString(fit.noise()));
  }

  /**
   * @param threads of the task
   */
  public static FitOptions from(Configuration conf, Threads threads) {
    FitOptions.Builder options =
        FitOptions.builder(JobKey.EXPERTS.getInt(conf))
            .maxIterations(JobKey.MAX_ITERATIONS.getInt(conf))
            .optimizer(JobKey.OPTIMIZER.getEnum(conf, Optimizer.class))
            .noise(Boolean.parseBoolean(JobKey.NOISE.get(conf)))
            .threads(threads);
    JobKey.GATE_RIDGE.getOptionalDouble(conf).ifPresent(options::gateRidge);
    JobKey.EXPERT_RIDGE.getOptionalDouble(conf).ifPresent(options::expertRidge);
    JobKey.STARTS.getOptional(conf).map(Integer::valueOf).ifPresent(options::starts);
    return options.build();
  }
}
