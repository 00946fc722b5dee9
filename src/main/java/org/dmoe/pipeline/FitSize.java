package org.dmoe.pipeline;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.Pilot;
import org.dmoe.em.FitOptions;
import org.dmoe.em.MemoryEstimate;
import org.dmoe.linalg.Threads;
import org.dmoe.mapreduce.job.TaskThreads;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;

/**
 * What the memory of a fit depends on besides its rows.
 *
 * @param dimension d
 * @param experts K
 * @param supportSize S
 * @param family of the response, with its q linear predictors of an expert
 * @param ofMap threads of a task that fits a machine's rows
 * @param ofReduce threads of one that fits the pilot or all rows
 */
public record FitSize(
    int dimension, int experts, int supportSize, Family family, Threads ofMap, Threads ofReduce) {

  /** The runtime, buffers, and what the collector needs to breathe. */
  private static final long FIXED = 64L << 20;

  /** Diagnostics of a local fit: starts, warnings, names. */
  private static final long DIAGNOSTICS = 32L << 10;

  /** Doubles that a drawn row's key, response, weight and place in the order take. */
  private static final int KEY = 24;

  /** Of a response that is a number. */
  public FitSize(int dimension, int experts, int supportSize) {
    this(dimension, experts, supportSize, Gaussian.INSTANCE);
  }

  /** Of tasks of one thread. */
  public FitSize(int dimension, int experts, int supportSize, Family family) {
    this(dimension, experts, supportSize, family, Threads.ONE, Threads.ONE);
  }

  /** The same with the threads that the tasks of a fit have. */
  FitSize inTasks(Configuration conf, int maps) {
    return new FitSize(
        dimension,
        experts,
        supportSize,
        family,
        TaskThreads.ofMap(conf, maps),
        TaskThreads.ofReduce(conf));
  }

  private FitOptions options(Threads threads) {
    return FitOptions.builder(experts).family(family).threads(threads).build();
  }

  /** Bytes of heap of a local fit. */
  long local(long rows) {
    return MemoryEstimate.bytes(Math.max(rows, 1), dimension, options(ofMap));
  }

  /** Bytes of heap of a fit of all rows. */
  long centralised(long rows) {
    return MemoryEstimate.bytes(Math.max(rows, 1), dimension, options(ofReduce));
  }

  /** Bytes of heap of a map that draws rows of the supporting sample. */
  long draw(long rows) {
    return FIXED + Math.min(rows, supportSize) * (dimension + KEY) * Double.BYTES;
  }

  /** Bytes of heap of the reducer that keeps them, and of the pilot fitted to them there. */
  long pilot(long rows) {
    long drawn = Math.max(1, Math.min(rows, supportSize));
    FitOptions options = Pilot.options(options(ofReduce));
    return draw(drawn) + MemoryEstimate.bytes(drawn, dimension, options) - FIXED;
  }

  /**
   * Bytes of heap of the aggregation of M local models: their coefficients as they came, decoded
   * and standardised; the support as it came, standardised and as the gate's rows; the plan's
   * marginals; and the experts' Gram matrices on the support, before and after merging. Experts
   * that are not Gaussian have the information of all their parameters, and a gate's weight at each
   * row.
   */
  long aggregation(long machines) {
    long p = dimension + 1L;
    long localExperts = machines * experts;
    long doubles =
        localExperts * 3 * (2 * p + 2)
            + supportSize * 3 * (p + experts)
            + localExperts * p * (p + 1);
    if (!family.hasDispersion()) {
      long parameters = p * family.predictors();
      doubles += localExperts * (parameters * parameters + supportSize);
    }
    return FIXED + machines * DIAGNOSTICS + doubles * Double.BYTES;
  }
}
