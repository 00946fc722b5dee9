package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.dmoe.table.in.RowInputFormat;

/**
 * Hadoop's uber mode, in which the application master runs the tasks itself, one after another:
 * chosen for a job so small that starts of containers would be most of its time, unless somebody
 * has said whether it is wanted. Hadoop has the last word.
 */
public final class UberMode {

  private static final long MOST_BYTES = 128L << 20;

  /** A map takes a fraction of a second beside its work. */
  private static final int MOST_MAPS = 32;

  private static final long MB = 1L << 20;

  private UberMode() {}

  /** Of a job whose input is larger, tasks get containers of their own; the user may say more. */
  public static void limit(Configuration job, long bytes) {
    if (!Settings.isSet(job, MRJobConfig.JOB_UBERTASK_MAXBYTES)) {
      job.setLong(MRJobConfig.JOB_UBERTASK_MAXBYTES, Math.min(bytes, MOST_BYTES));
    }
  }

  /** For a job with too much work for one container, unless the user wants it there. */
  public static void refuse(Configuration job) {
    if (!Settings.isSet(job, MRJobConfig.JOB_UBERTASK_ENABLE)) {
      job.setBoolean(MRJobConfig.JOB_UBERTASK_ENABLE, false);
    }
  }

  /**
   * Chooses it for a job that is not submitted yet, if it is small and its application master has
   * the memory of its tasks or may be given it.
   *
   * @return where it was chosen the same job with containers for its tasks, not submitted either
   */
  static Optional<Job> choose(Job job) throws IOException {
    Configuration conf = job.getConfiguration();
    if (Settings.isSet(conf, MRJobConfig.JOB_UBERTASK_ENABLE) || !isSmall(job)) {
      return Optional.empty();
    }
    Job inContainers = inContainers(job);
    if (!giveMemory(conf)) {
      return Optional.empty();
    }
    conf.setBoolean(MRJobConfig.JOB_UBERTASK_ENABLE, true);
    return Optional.of(inContainers);
  }

  private static Job inContainers(Job job) throws IOException {
    Job copy = Job.getInstance(job.getConfiguration());
    copy.getCredentials().addAll(job.getCredentials());
    RowInputFormat.shareFiles(job.getConfiguration(), copy.getConfiguration());
    copy.getConfiguration().setBoolean(MRJobConfig.JOB_UBERTASK_ENABLE, false);
    return copy;
  }

  /** Whether a job has come to an end by itself, a bad one. */
  static boolean hasFailed(Job job) {
    try {
      return job.getJobState() == JobStatus.State.FAILED;
    } catch (IOException | IllegalStateException e) { // not submitted
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Removes what a job that has failed left of its output, so that it may run again. */
  static void removeRemains(Job job) throws IOException {
    Path output = FileOutputFormat.getOutputPath(job);
    if (output == null) {
      return;
    }
    FileSystem fs = output.getFileSystem(job.getConfiguration());
    fs.delete(new Path(output, FileOutputCommitter.PENDING_DIR_NAME), true);
    if (fs.exists(output) && fs.listStatus(output).length == 0) {
      fs.delete(output, false);
    }
  }

  private static boolean isSmall(Job job) {
    Configuration conf = job.getConfiguration();
    OptionalLong bytes = RowInputFormat.bytes(conf);
    if (bytes.isEmpty() || job.getNumReduceTasks() > 1) {
      return false;
    }
    limit(conf, MOST_BYTES);
    if (!Settings.isSet(conf, MRJobConfig.JOB_UBERTASK_MAXMAPS)) {
      conf.setInt(MRJobConfig.JOB_UBERTASK_MAXMAPS, MOST_MAPS);
    }
    return bytes.getAsLong() <= conf.getLong(MRJobConfig.JOB_UBERTASK_MAXBYTES, 0);
  }

  private static boolean giveMemory(Configuration conf) {
    JobConf tasks = new JobConf(conf);
    long heap =
        Math.max(
                new TaskHeap(conf, TaskType.MAP).bytes(1),
                new TaskHeap(conf, TaskType.REDUCE).bytes(1))
            / MB;
    int container =
        Math.max(tasks.getMemoryRequired(TaskType.MAP), tasks.getMemoryRequired(TaskType.REDUCE));
    int has = conf.getInt(MRJobConfig.MR_AM_VMEM_MB, MRJobConfig.DEFAULT_MR_AM_VMEM_MB);
    String options =
        conf.get(MRJobConfig.MR_AM_COMMAND_OPTS, MRJobConfig.DEFAULT_MR_AM_COMMAND_OPTS);
    if (JobConf.parseMaximumHeapSizeMB(options) >= heap && has >= container) {
      return true;
    }
    if (Settings.isChosen(conf, MRJobConfig.MR_AM_VMEM_MB)
        || Settings.isChosen(conf, MRJobConfig.MR_AM_COMMAND_OPTS)) {
      return false;
    }
    conf.setInt(MRJobConfig.MR_AM_VMEM_MB, Math.max(has, container));
    long more = Math.max(heap, JobConf.parseMaximumHeapSizeMB(options));
    String others = options.replaceAll("-Xmx\\S+", "").strip();
    conf.set(
        MRJobConfig.MR_AM_COMMAND_OPTS,
        LeanJvms.ofMaster(conf, "%s -Xmx%dm".formatted(others, more).strip()));
    return true;
  }
}
