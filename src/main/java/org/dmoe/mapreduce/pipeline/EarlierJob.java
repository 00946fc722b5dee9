package org.dmoe.mapreduce.pipeline;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.dmoe.mapreduce.JobFailedException;

/** A job that an earlier run has submitted and did not see end. */
final class EarlierJob {

  private static final String LOCAL = "job_local";
  private static final long POLL_MILLIS = 200;

  private EarlierJob() {}

  /** The job, if the cluster still knows it; the local runner's end with their program. */
  static Optional<Job> find(Configuration conf, StageRecord record) throws IOException {
    if (record.done() || record.job() == null || record.job().startsWith(LOCAL)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new Cluster(conf).getJob(JobID.forName(record.job())));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether it is under way or has succeeded. */
  static boolean isOfUse(Job job) throws IOException {
    return !job.isComplete() || job.isSuccessful();
  }

  /** Stops it if it is under way, and waits until it has. */
  static void stop(Configuration conf, StageRecord record, Consumer<String> console)
      throws IOException {
    Optional<Job> job = find(conf, record);
    if (job.isEmpty() || job.get().isComplete()) {
      return;
    }
    console.accept(record.stage() + ": stops " + record.job() + ", which an earlier run has left");
    try {
      job.get().killJob();
      while (!job.get().isComplete()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static JobFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new JobFailedException("the wait for an earlier job was interrupted", e);
  }
}
