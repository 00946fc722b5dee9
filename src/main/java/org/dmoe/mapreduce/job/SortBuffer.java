package org.dmoe.mapreduce.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * The buffer that a map sorts its output in: a part of the map's heap that is taken before the
 * first row is read, however little comes out.
 */
public final class SortBuffer {

  private static final long MB = 1L << 20;

  /** Of models, sums or samples. */
  private static final int FEW_MB = 4;

  /** Of the heap, which readers, writers and the rest of the program share. */
  private static final int SHARE = 4;

  /**
   * Of the heap that a reducer of the local runner, which has the program beside it, fetches to.
   */
  private static final float FETCHED = 0.25f;

  /** What a map needs beside its buffer. */
  private static final long REST = 8 * MB;

  private SortBuffer() {}

  /**
   * For a job whose maps emit little each.
   *
   * @throws NotEnoughHeapException if a buffer that the user has set does not fit into the heap
   */
  public static void forFew(Configuration job) throws NotEnoughHeapException {
    fit(job, FEW_MB);
  }

  /**
   * For a job whose maps emit their rows.
   *
   * @throws NotEnoughHeapException if a buffer that the user has set does not fit into the heap
   */
  public static void forRows(Configuration job) throws NotEnoughHeapException {
    fit(job, job.getInt(MRJobConfig.IO_SORT_MB, MRJobConfig.DEFAULT_IO_SORT_MB));
    String fetched = MRJobConfig.SHUFFLE_INPUT_BUFFER_PERCENT;
    if (TaskHeap.isLocal(job) && !Settings.isChosen(job, fetched)) {
      job.setFloat(fetched, FETCHED);
    }
  }

  private static void fit(Configuration job, int wanted) throws NotEnoughHeapException {
    TaskHeap heap = new TaskHeap(job, TaskType.MAP);
    if (Settings.isChosen(job, MRJobConfig.IO_SORT_MB)) {
      String what = "a map with -D %s=%d".formatted(MRJobConfig.IO_SORT_MB, mb(job));
      heap.request(bytes(job) + REST, Integer.MAX_VALUE, what);
    } else {
      long most = heap.bytes(Integer.MAX_VALUE) / SHARE / MB;
      job.setLong(MRJobConfig.IO_SORT_MB, Math.max(1, Math.min(wanted, most)));
    }
  }

  /** Bytes of it as configured. */
  public static long bytes(Configuration job) {
    return mb(job) * MB;
  }

  private static long mb(Configuration job) {
    return job.getLong(MRJobConfig.IO_SORT_MB, MRJobConfig.DEFAULT_IO_SORT_MB);
  }
}
