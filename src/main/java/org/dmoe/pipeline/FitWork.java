package org.dmoe.pipeline;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.aggregate.StartKind;
import org.dmoe.em.FitOptions;
import org.dmoe.mapreduce.fit.FitJobOptions;
import org.dmoe.mapreduce.job.JobKey;
import org.dmoe.mapreduce.job.SmallTasks;
import org.dmoe.mapreduce.job.UberMode;

/** How long the local fits of a job take, roughly, and what follows for its tasks. */
final class FitWork {

  /** Of a row, an expert and an entry of its Gram matrix, over all iterations from a good start. */
  private static final double SECONDS_OF_CLIMB = 2e-8;

  /** The reading of a row. */
  private static final double SECONDS_OF_ROW = 4e-6;

  /** A task's fits take longer than its start. */
  private static final double LEAST_OF_TASK = 10;

  /** So much is done sooner by one process than others are started for it. */
  private static final double MOST_OF_ONE = 20;

  /** A path of penalties takes so many. */
  private static final double FITS_OF_LASSO = 10;

  private final int dimension;
  private final FitOptions options;
  private final boolean races;

  FitWork(int dimension, FitJobOptions options) {
    this.dimension = dimension;
    this.options = options.fit();
    this.races = options.start() == StartKind.OWN || options.start() == StartKind.BOTH;
  }

  /** Has small machines share tasks, or all be fitted by the application master. */
  void share(List<Machine> machines, Configuration job) {
    double seconds = machines.stream().mapToDouble(machine -> seconds(machine.rows())).sum();
    long bytes = machines.stream().mapToLong(Machine::bytes).sum();
    if (JobKey.LASSO.isSet(job)) {
      seconds *= FITS_OF_LASSO;
    }
    SmallTasks.shareUpTo((long) (bytes * LEAST_OF_TASK / seconds), job);
    if (seconds > MOST_OF_ONE) {
      UberMode.refuse(job);
    }
  }

  /** Of the fit of a number of rows, by one thread. */
  double seconds(long rows) {
    double p = dimension + 1.0;
    double entries = options.experts() * p * p * options.family().predictors();
    int starts = races ? options.starts() : 1;
    return rows * (SECONDS_OF_ROW + SECONDS_OF_CLIMB * entries * starts);
  }
}
