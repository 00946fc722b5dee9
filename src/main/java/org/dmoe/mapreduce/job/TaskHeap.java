package org.dmoe.mapreduce.job;

import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * The heap that the tasks of a job have. On a cluster it is asked for by the job, and what only the
 * cluster's own files say of it is a default that may be raised; in the local runner this process's
 * heap is shared by the maps that run at a time.
 */
public final class TaskHeap {

  private static final long MB = 1L << 20;

  /** Containers are asked for in such steps. */
  private static final long STEP = 256;

  private final Configuration conf;
  private final TaskType type;

  /**
   * @param conf of the job; changed by {@link #request}
   */
  public TaskHeap(Configuration conf, TaskType type) {
    this.conf = conf;
    this.type = type;
  }

  /**
   * Bytes of heap of one task.
   *
   * @param tasks how many the job has
   */
  public long bytes(int tasks) {
    if (isLocal(conf)) {
      return Runtime.getRuntime().maxMemory() / atOnce(tasks);
    }
    return JobConf.parseMaximumHeapSizeMB(new JobConf(conf).getTaskJavaOpts(type)) * MB;
  }

  /**
   * Asks for so much heap a task, unless there is as much already or the user has chosen.
   *
   * @throws NotEnoughHeapException if it cannot be had
   */
  public void request(long need, int tasks, String what) throws NotEnoughHeapException {
    if (!isLocal(conf) && need > bytes(tasks) && !isChosen()) {
      raise(need, what);
    }
    long has = bytes(tasks);
    if (need > has) {
      throw new NotEnoughHeapException(
          "%s needs about %s of heap and has %s: %s"
              .formatted(what, text(need), text(has), advice(need, tasks)));
    }
  }

  private void raise(long need, String what) throws NotEnoughHeapException {
    long container = container(need);
    long largest = largestContainer();
    if (container > largest) {
      throw new NotEnoughHeapException(
          "%s needs about %s of heap, a container of %d MB, and the cluster's largest has %d MB: %s"
              .formatted(what, text(need), container, largest, smallerMachines()));
    }
    conf.setLong(memoryKey(), container);
    String options = conf.get(optionsKey(), "");
    conf.set(optionsKey(), options.replaceAll("-Xmx\\S+", "").strip());
  }

  /** MB of a container with so much heap in it. */
  private long container(long need) {
    double ratio =
        conf.getDouble(MRJobConfig.HEAP_MEMORY_MB_RATIO, MRJobConfig.DEFAULT_HEAP_MEMORY_MB_RATIO);
    double mb = Math.ceil((double) need / MB) / ratio;
    return STEP * (long) Math.ceil(mb / STEP);
  }

  /** What the cluster's files say is the largest; unknown without such a file. */
  private long largestContainer() {
    String key = YarnConfiguration.RM_SCHEDULER_MAXIMUM_ALLOCATION_MB;
    String[] sources = conf.getPropertySources(key);
    boolean known = sources != null && !sources[sources.length - 1].equals("yarn-default.xml");
    return known ? conf.getLong(key, Long.MAX_VALUE) : Long.MAX_VALUE;
  }

  private boolean isChosen() {
    return Settings.isChosen(conf, memoryKey()) || Settings.isChosen(conf, optionsKey());
  }

  private String advice(long need, int tasks) {
    if (isLocal(conf)) {
      String java = "give Java -Xmx%dm".formatted(need * atOnce(tasks) / MB + 1);
      boolean several = atOnce(tasks) > 1;
      return several
          ? java + ", or run one map at a time with -D mapreduce.local.map.tasks.maximum=1"
          : java + smallerIfMap();
    }
    boolean options = JobConf.parseMaximumHeapSizeMB(conf.get(optionsKey(), "")) > 0;
    String more = options ? " -D %s=-Xmx%dm".formatted(optionsKey(), need / MB + 1) : "";
    return "set -D %s=%d%s%s".formatted(memoryKey(), container(need), more, smallerIfMap());
  }

  private String smallerIfMap() {
    return type == TaskType.MAP ? ", or " + smallerMachines() : "";
  }

  private String smallerMachines() {
    return type == TaskType.MAP
        ? "make machines smaller (-D mapreduce.input.fileinputformat.split.maxsize, --partition random:M)"
        : "take fewer machines or a smaller --support-size";
  }

  /** Tasks that run in this process at a time. */
  private int atOnce(int tasks) {
    String key = type == TaskType.MAP ? "map" : "reduce";
    int most = conf.getInt("mapreduce.local." + key + ".tasks.maximum", 1);
    return Math.max(1, Math.min(most, tasks));
  }

  /** Whether tasks run in this process. */
  public static boolean isLocal(Configuration conf) {
    return MRConfig.LOCAL_FRAMEWORK_NAME.equals(
        conf.get(MRConfig.FRAMEWORK_NAME, MRConfig.LOCAL_FRAMEWORK_NAME));
  }

  private String memoryKey() {
    return type == TaskType.MAP ? MRJobConfig.MAP_MEMORY_MB : MRJobConfig.REDUCE_MEMORY_MB;
  }

  private String optionsKey() {
    return type == TaskType.MAP ? MRJobConfig.MAP_JAVA_OPTS : MRJobConfig.REDUCE_JAVA_OPTS;
  }

  static String text(long bytes) {
    return String.format(Locale.ROOT, "%,d MB", (bytes + MB - 1) / MB);
  }
}
