package org.dmoe.mapreduce.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.hadoop.mapreduce.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops a job when the program ends. The local runner's tasks are threads of this program, which
 * would go on to write files: their end is waited for.
 */
final class JobStop implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobStop.class);
  private static final String LOCAL_JOB = "org.apache.hadoop.mapred.LocalJobRunner$Job";
  private static final String LOCAL_POOL = "LocalJobRunner ";

  /** Where the local runner's reducers run, and what an idle thread there is in. */
  private static final Pattern UNNAMED_POOL = Pattern.compile("pool-\\d+-thread-\\d+");

  private static final String IDLE = "getTask";
  private static final long POLL_MILLIS = 20;
  private static final int MOST_POLLS = 500;

  /** What hands the job over. */
  @FunctionalInterface
  interface Handing {
    void run() throws IOException;
  }

  private final Job job;
  private final StopHook hook = new StopHook(this::stop, StopHook.Turn.JOBS);
  private boolean submitted;
  private boolean stopping;

  /**
   * @throws JobFailedException if the program is ending
   */
  JobStop(Job job) throws JobFailedException {
    this.job = job;
    try {
      hook.add();
    } catch (IllegalStateException e) {
      throw stopped(e);
    }
  }

  /** A job is stopped before it is submitted, or after; the program's end waits for that. */
  synchronized void submit(Handing handing) throws IOException {
    if (stopping) {
      throw stopped(null);
    }
    handing.run();
    submitted = true;
  }

  /** The job has been submitted by somebody else. */
  synchronized void adopt() {
    submitted = true;
  }

  /** The program ends. */
  synchronized void stop() {
    stopping = true;
    if (submitted) {
      kill();
      removeLocalFiles();
    }
  }

  /** Asks the job to stop, and waits for those of its tasks that run in this program. */
  void kill() {
    try {
      if (!job.isComplete()) {
        job.killJob();
      }
    } catch (IOException e) {
      LOG.warn("{} could not be stopped: {}", job.getJobName(), e.toString());
    }
    if (TaskHeap.isLocal(job.getConfiguration())) {
      awaitLocalTasks();
    }
  }

  private void removeLocalFiles() {
    try {
      LocalJobFiles.remove(job);
    } catch (IOException e) {
      LOG.warn("files of {} could not be removed: {}", job.getJobName(), e.toString());
    }
  }

  private static void awaitLocalTasks() {
    try {
      for (int i = 0; i < MOST_POLLS && isLocalTaskAlive(); i++) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitLocalJobs() {
    try {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (isLocalJob(thread)) {
          thread.join(POLL_MILLIS * MOST_POLLS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isLocalTaskAlive() {
    return Thread.getAllStackTraces().entrySet().stream()
        .anyMatch(thread -> belongsToLocalJob(thread.getKey(), thread.getValue()));
  }

  /** A thread that has only been started, of the job or of its pools, has no frame of it yet. */
  private static boolean belongsToLocalJob(Thread thread, StackTraceElement[] frames) {
    return isLocalJob(thread)
        || thread.getName().startsWith(LOCAL_POOL)
        || (UNNAMED_POOL.matcher(thread.getName()).matches()
            && Arrays.stream(frames).noneMatch(frame -> frame.getMethodName().equals(IDLE)))
        || Arrays.stream(frames).anyMatch(frame -> frame.getClassName().startsWith(LOCAL_JOB));
  }

  private static boolean isLocalJob(Thread thread) {
    return thread.getClass().getName().startsWith(LOCAL_JOB);
  }

  private static JobFailedException stopped(Throwable cause) {
    return new JobFailedException("the program was stopped", cause);
  }

  /**
   * The job has ended, or been asked to. What the local runner still removes is waited for, and so
   * is a stop that is under way: what comes next may remove what tasks still write.
   */
  @Override
  public void close() {
    awaitLocalJobs();
    synchronized (this) {
      removeLocalFiles();
    }
    hook.remove();
  }
}
