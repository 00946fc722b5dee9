package org.dmoe.mapreduce.job;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.dmoe.linalg.Threads;
import org.dmoe.model.WrongOptionException;

/**
 * The threads that a task has: as many as are asked for; else those of its container, or, in the
 * local runner, a share of the machine's.
 */
public final class TaskThreads {

  /** Maps that the local runner runs at a time. */
  static final String LOCAL_MAPS = "mapreduce.local.map.tasks.maximum";

  private TaskThreads() {}

  /**
   * Looks at the number that is asked for before anything runs.
   *
   * @throws WrongOptionException if it is none
   */
  public static void requireNumber(Configuration conf) throws WrongOptionException {
    try {
      given(conf);
    } catch (IllegalArgumentException e) {
      throw new WrongOptionException(
          "-D %s is not a whole number of at least 1: '%s'"
              .formatted(JobKey.THREADS.key(), JobKey.THREADS.get(conf)),
          e);
    }
  }

  /** Of a map, beside others. */
  public static Threads ofMap(Configuration conf) {
    return ofMap(conf, conf.getInt(MRJobConfig.NUM_MAPS, 1));
  }

  /**
   * Of a map of a job that is still to be made.
   *
   * @param maps that it will have
   */
  public static Threads ofMap(Configuration conf, int maps) {
    int beside = Math.min(maps, conf.getInt(LOCAL_MAPS, 1));
    return given(conf)
        .orElseGet(
            () ->
                isLocal(conf)
                    ? local(beside)
                    : new Threads(conf.getInt(MRJobConfig.MAP_CPU_VCORES, 1)));
  }

  /** Of the one reducer. */
  public static Threads ofReduce(Configuration conf) {
    return given(conf)
        .orElseGet(
            () ->
                isLocal(conf)
                    ? Threads.ofMachine()
                    : new Threads(conf.getInt(MRJobConfig.REDUCE_CPU_VCORES, 1)));
  }

  private static Optional<Threads> given(Configuration conf) {
    return JobKey.THREADS.getOptional(conf).map(text -> new Threads(JobKey.THREADS.getInt(conf)));
  }

  private static boolean isLocal(Configuration conf) {
    return conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME)
        .equals(MRConfig.LOCAL_FRAMEWORK_NAME);
  }

  private static Threads local(int beside) {
    return new Threads(Math.max(1, Threads.ofMachine().count() / Math.max(1, beside)));
  }
}
