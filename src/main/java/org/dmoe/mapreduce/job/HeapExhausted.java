package org.dmoe.mapreduce.job;

/** What the user can do where the heap was too small. */
public final class HeapExhausted {

  private HeapExhausted() {}

  public static String oneLine(OutOfMemoryError failure) {
    long megabytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory: %s (%d MB): give Java a larger -Xmx, or run fewer maps at a time with -D %s"
            .formatted(failure.getMessage(), megabytes, TaskThreads.LOCAL_MAPS)
        + "; on a cluster, raise mapreduce.map.memory.mb and mapreduce.reduce.memory.mb";
  }
}
