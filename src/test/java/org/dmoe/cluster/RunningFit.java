package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.mapred.TIPStatus;
import org.apache.hadoop.mapreduce.Cluster;
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

  private static final double REDUCING = 0.67;

  private final SuiteCluster cluster;
  private final Shell client;
  private final Job job;

  private RunningFit(SuiteCluster cluster, Shell client, Job job) {
    this.cluster = cluster;
    this.client = client;
    this.job = job;
  }

  /**
   * Starts it and waits until the job of a stage is there.
   *
   * @param stage last word of the job's name
   * @param name of the command's log
   */
  static RunningFit start(SuiteCluster cluster, String stage, String name, String... command) {
    try {
      Cluster jobs = new Cluster(cluster.conf());
      List<JobID> before =
          Arrays.stream(jobs.getAllJobStatuses()).map(JobStatus::getJobID).toList();
      Shell client = cluster.start(name, "dmoe", command);
      JobID id =
          Await.value(
              "the job %s of %s".formatted(stage, name),
              PATIENCE,
              () -> appeared(jobs, before, stage, client));
      return new RunningFit(cluster, client, jobs.getJob(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<JobID> appeared(
      Cluster jobs, List<JobID> before, String stage, Shell client)
      throws IOException, InterruptedException {
    if (!client.isAlive()) {
      throw new AssertionError("no job " + stage + " was submitted:\n" + client.output());
    }
    return Arrays.stream(jobs.getAllJobStatuses())
        .filter(job -> job.getJobName().endsWith(" " + stage))
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

  /** The JVM of a map task, before or while it is at work on its rows. */
  TaskProcess startedMap() {
    return first("a map task", TaskType.MAP, task -> true, map -> true);
  }

  /** The same on another node than the application master's. */
  TaskProcess startedMapOnAnotherNode() {
    return first("a map task on another node", TaskType.MAP, task -> true, beside());
  }

  /** The JVM of a map task that is at work on its rows. */
  TaskProcess workingMap() {
    return first("a map task at work", TaskType.MAP, task -> task.getProgress() > 0, map -> true);
  }

  /** The same on another node than the application master's. */
  TaskProcess workingMapOnAnotherNode() {
    return first(
        "a map task at work on another node",
        TaskType.MAP,
        task -> task.getProgress() > 0,
        beside());
  }

  /** It has fetched and sorted in the first two thirds of its progress. */
  TaskProcess workingReducer() {
    return first(
        "the reducer at work",
        TaskType.REDUCE,
        task -> task.getProgress() > REDUCING,
        reducer -> true);
  }

  private Predicate<TaskProcess> beside() {
    String node = applicationMaster().node();
    return task -> !task.node().equals(node);
  }

  private TaskProcess first(
      String what, TaskType type, Predicate<TaskReport> state, Predicate<TaskProcess> place) {
    return Await.value(
        what, PATIENCE, () -> running(type, state).stream().filter(place).findFirst());
  }

  private List<TaskProcess> running(TaskType type, Predicate<TaskReport> state)
      throws IOException, InterruptedException {
    requireRunning();
    List<TaskProcess> processes = new ArrayList<>();
    for (TaskReport task : job.getTaskReports(type)) {
      if (task.getCurrentStatus() == TIPStatus.RUNNING && state.test(task)) {
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
      return "%d maps in %d attempts, %d reducer attempts, %d application masters"
          .formatted(
              job.getTaskReports(TaskType.MAP).length,
              count(JobCounter.TOTAL_LAUNCHED_MAPS),
              count(JobCounter.TOTAL_LAUNCHED_REDUCES),
              applicationMasters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A counter of the finished job. */
  long count(JobCounter counter) throws IOException {
    return job.getCounters().findCounter(counter).getValue();
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
