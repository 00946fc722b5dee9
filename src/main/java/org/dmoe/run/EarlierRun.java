package org.dmoe.run;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.dmoe.mapreduce.job.JobFailedException;
import org.dmoe.mapreduce.job.TaskHeap;

/** What a run finds of one before it: jobs that it submitted and did not see end, its stages. */
final class EarlierRun {

  private static final long POLL_MILLIS = 200;

  private EarlierRun() {}

  /** Stops the jobs that still run for a staging directory. */
  static void stopJobs(Configuration conf, FileSystem fs, Path staging, Consumer<String> console)
      throws IOException {
    for (StageRecord left : StageRecord.readAll(fs, new Path(staging, RunFiles.RECORDS))) {
      stop(conf, left, console);
    }
  }

  /** The job, if the cluster still knows it and it is that of the earlier run. */
  static Optional<Job> find(Configuration conf, StageRecord record) throws IOException {
    JobRecord job = record.job();
    if (record.done() || job == null || job.isLocal() || TaskHeap.isLocal(conf)) {
      return Optional.empty();
    }
    if (!isOurs(conf, job, record.tag())) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(new Cluster(conf).getJob(JobID.forName(job.id())));
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static boolean isOurs(Configuration conf, JobRecord job, String tag) throws IOException {
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(new YarnConfiguration(conf));
      yarn.start();
      return job.isOf(yarn.getApplicationReport(job.application()), tag);
    } catch (ApplicationNotFoundException e) {
      return false;
    } catch (YarnException e) {
      throw new IOException("YARN does not say whose " + job.id() + " is: " + e.getMessage(), e);
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
    console.accept(
        record.stage() + ": stops " + record.job().id() + ", which an earlier run has left");
    try {
      job.get().killJob();
      while (!job.get().isComplete()) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether a directory is that of a finished run whose stages are known. */
  static boolean isFinished(FileSystem fs, Path output) throws IOException {
    return fs.exists(new Path(output, RunFiles.STAGES))
        && !fs.exists(new Path(output, RunFiles.MARKER));
  }

  /** Brings what a finished run has made to where it was made. */
  static void copyStages(Configuration conf, FileSystem fs, Path output, Path staging)
      throws IOException {
    Path records = new Path(output, RunFiles.STAGES);
    copy(conf, fs, records, new Path(staging, RunFiles.RECORDS));
    for (StageRecord record : StageRecord.readAll(fs, records)) {
      for (String artefact : record.artefacts()) {
        Path from = new Path(output, artefact);
        if (fs.exists(from)) {
          copy(conf, fs, from, new Path(staging, artefact));
        }
      }
    }
  }

  private static void copy(Configuration conf, FileSystem fs, Path from, Path to)
      throws IOException {
    fs.mkdirs(to.getParent());
    FileUtil.copy(fs, from, fs, to, false, conf);
  }

  private static JobFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new JobFailedException("the wait for an earlier job was interrupted", e);
  }
}
