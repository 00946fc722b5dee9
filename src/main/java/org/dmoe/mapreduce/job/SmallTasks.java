package org.dmoe.mapreduce.job;

import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.TableKey;

/**
 * How much a map does at least: where machines are files, small ones share a map, so that its start
 * is not most of its work. The local runner starts no processes, but each of its maps still reads
 * models and writes files of its own.
 */
public final class SmallTasks {

  /** Of rows that are only read: about a second of work. */
  private static final long BYTES = 64L << 20;

  /** An application master does the work of so many such maps itself. */
  private static final int UBER = 2;

  /** So many models score a row about as long as it is read. */
  private static final double MODELS = 8;

  /** Maps of the local runner for each that runs at a time: enough for none to wait long. */
  private static final int LOCAL_MAPS_OF_SLOT = 8;

  private SmallTasks() {}

  /** As {@link #share}, of rows that are scored under so many models. */
  public static void shareScoring(Configuration job, int models) {
    share(job, 1 + models / MODELS);
  }

  /**
   * For a job whose result does not depend on which machines share a map.
   *
   * @param cost of a row as a multiple of its reading, at least 1
   */
  public static void share(Configuration job, double cost) {
    if (TaskHeap.isLocal(job)) {
      limit(job, 0);
    }
    long bytes = Math.max(1, Math.round(BYTES / cost));
    shareUpTo(bytes, job);
    UberMode.limit(job, UBER * bytes);
  }

  /**
   * Has files share maps where there would be too many, unless the user has said how many.
   *
   * @param most maps on a cluster
   */
  public static void limit(Configuration job, int most) {
    if (!TableKey.MAX_TASKS.isSet(job)) {
      int slots = Math.max(1, job.getInt(TaskThreads.LOCAL_MAPS, 1));
      TableKey.MAX_TASKS.set(job, TaskHeap.isLocal(job) ? LOCAL_MAPS_OF_SLOT * slots : most);
    }
  }

  /** Lets files of so many bytes in all share a map, unless the user has said how many. */
  public static void shareUpTo(long bytes, Configuration job) {
    if (!TaskHeap.isLocal(job) && !TableKey.TASK_BYTES.isSet(job)) {
      TableKey.TASK_BYTES.set(job, bytes);
    }
  }
}
