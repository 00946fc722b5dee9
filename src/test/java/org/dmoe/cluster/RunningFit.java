package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Counters;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobCounter;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.dmoe.cluster.TaskProcesses.TaskProcess;

/** A {@code fit} on the cluster by {@code hadoop jar}, and the job it has submitted. */
final class RunningFit {

  static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SuiteCluster cluster;
  private final Shell client;
  private final Job job;

  private RunningFit(SuiteCluster cluster, Shell client, Job job) {
    this.cluster = cluster;
    this.client = client;
    this.job = job;
  }

  /** Starts it and waits until its job is there. */
  static RunningFit start(SuiteCluster cluster, String name, String... command) {
    try {
      Cluster jobs = new Cluster(cluster.conf());
      List<JobID> before =
          Arrays.stream(jobs.getAllJobStatuses()).map(JobStatus::getJobID).toList();
      Shell client = cluster.start(name, "dmoe", command);
      JobID id = Await.value("the job of " + name, PATIENCE, () -> appeared(jobs, before, client));
      return new RunningFit(cluster, client, jobs.getJob(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<JobID> appeared(Cluster jobs, List<JobID> before, Shell client)
      throws IOException, InterruptedException {
    if (!client.isAlive()) {
      throw new AssertionError("no job was submitted:\n" + client.output());
    }
    return Arrays.stream(jobs.getAllJobStatuses())
        .map(JobStatus::getJobID)
        .filter(id -> !before.contains(id))
        .findFirst();
  }

  Shell client() {
    return client;
  }

  Job job() {
    return job;
  }

  /** The whole command, to its good end. */
  void succeeds() {
    client.await(PATIENCE).succeeded();
  }

  /** A reducer has fetched and sorted in the first two thirds of its progress. */
  private static boolean isAtWork(TaskType type, TaskReport task) {
    return task.getProgress() > (type == TaskType.REDUCE ? 0.67 : 0);
  }

  private String application() {
    return job.getJobID().toString().replace("job_", "application_");
  }

  /** Waits until a task of the job has a JVM. */
  void awaitFirstTask() {
    Await.until(
        "the first task of " + job.getJobID(),
        PATIENCE,
        () -> {
          requireRunning();
          return !TaskProcesses.with("YarnChild", application()).isEmpty();
        });
  }

  /** The JVM of a map task that is at work on its rows. */
  TaskProcess workingMap() {
    return Await.value(
        "a map task at work", PATIENCE, () -> atWork(TaskType.MAP).stream().findFirst());
  }

  /** The same on another node than the application master's. */
  TaskProcess workingMapOnAnotherNode() {
    String node = applicationMaster().node();
    return Await.value(
        "a map task at work beside " + node,
        PATIENCE,
        () -> atWork(TaskType.MAP).stream().filter(map -> !map.node().equals(node)).findFirst());
  }

  TaskProcess workingReducer() {
    return Await.value(
        "the reducer at work", PATIENCE, () -> atWork(TaskType.REDUCE).stream().findFirst());
  }

  private List<TaskProcess> atWork(TaskType type) throws IOException, InterruptedException {
    requireRunning();
    List<TaskProcess> processes = new ArrayList<>();
    for (TaskReport task : job.getTaskReports(type)) {
      if (task.getCurrentStatus() == TIPStatus.RUNNING && isAtWork(type, task)) {
        for (Object attempt : task.getRunningTaskAttemptIds()) {
          processes.addAll(TaskProcesses.with("YarnChild", attempt.toString()));
        }
      }
    }
    return processes;
  }

  TaskProcess applicationMaster() {
    return Await.value(
        "the application master",
        PATIENCE,
        () -> TaskProcesses.with("MRAppMaster", application()).stream().findFirst());
  }

  /** Waits until the first map task is done. */
  void awaitFirstMap() {
    Await.until("the first map done", PATIENCE, () -> mapsDone() > 0);
  }

  private int mapsDone() throws IOException, InterruptedException {
    requireRunning();
    int done = 0;
    for (TaskReport task : job.getTaskReports(TaskType.MAP)) {
      done += task.getSuccessfulTaskAttemptId() != null && task.getProgress() == 1 ? 1 : 0;
    }
    return done;
  }

  /** How many attempts it took. */
  String attempts() {
    try {
      Counters counters = job.getCounters();
      return "%d maps in %d attempts, %d reducer attempts, %d application masters"
          .formatted(
              SuiteRows.FILES,
              counters.findCounter(JobCounter.TOTAL_LAUNCHED_MAPS).getValue(),
              counters.findCounter(JobCounter.TOTAL_LAUNCHED_REDUCES).getValue(),
              applicationMasters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int applicationMasters() {
    YarnClient yarn = YarnClient.createYarnClient();
    yarn.init(cluster.conf());
    yarn.start();
    try (yarn) {
      return yarn.getApplicationAttempts(ApplicationId.fromString(application())).size();
    } catch (IOException | YarnException e) {
      throw new IllegalStateException(e);
    }
  }

  private void requireRunning() {
    if (!client.isAlive()) {
      throw new AssertionError("it ended before it could be disturbed:\n" + client.output());
    }
  }

  /** No JVM of the job is left. */
  boolean isGone() {
    return TaskProcesses.with(application()).isEmpty();
  }
}
