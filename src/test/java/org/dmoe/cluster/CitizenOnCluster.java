package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.mapreduce.Cluster;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.TaskReport;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.dmoe.mapreduce.job.DmoeCounter;
import org.dmoe.table.RowCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hadoop's own options and lists, and what is left on the cluster after a command's end: nothing.
 */
@ExtendWith(SuiteCluster.Extension.class)
class CitizenOnCluster {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** More than the client looks at itself. */
  private static final int GOOD_ROWS = 20_000;

  private static final List<String> FIT =
      List.of("fit", "--response", "y", "--experts", "2", "--partition", "file");

  /** Of tasks that have further attempts, and processes to be seen. */
  private static final List<String> IN_CONTAINERS =
      List.of("-D", "mapreduce.job.ubertask.enable=false");

  private final SuiteCluster cluster;

  CitizenOnCluster(SuiteCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void nothingIsLeft() {
    Await.until("no container left", PATIENCE, () -> TaskProcesses.with("/appcache/").isEmpty());
    Await.until("staging is empty", PATIENCE, () -> cluster.list(".staging").isEmpty());
    assertThat(cluster.list("runs")).noneMatch(name -> name.startsWith("_"));
    assertThat(cluster.list("/tmp")).isEmpty();
    Await.until("the nodes' folders are empty", PATIENCE, CitizenOnCluster::nodesAreEmpty);
  }

  /** Whether there is no application's folder below the NodeManagers' working directories. */
  private static boolean nodesAreEmpty() throws IOException {
    try (Stream<Path> files =
        Files.find(SuiteCluster.DIR.resolve("data"), 8, (f, a) -> isOfApplication(f))) {
      return files.findAny().isEmpty();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return false; // something is being deleted just now
    }
  }

  private static boolean isOfApplication(Path file) {
    return file.getParent().endsWith("appcache")
        && file.getFileName().toString().startsWith("application_");
  }

  @Test
  void hadoopsOptionsAreObeyed() throws Exception {
    Path conf = SuiteCluster.DIR.resolve("suite/citizen.xml");
    Files.writeString(
        conf,
        """
        <configuration>
          <property><name>dmoe.support.size</name><value>123</value></property>
          <property><name>mapreduce.job.tags</name><value>team-a,nightly</value></property>
        </configuration>
        """);
    String fs = cluster.conf().get("fs.defaultFS");

    Shell shell =
        cluster.start(
            "citizen",
            "dmoe",
            SuiteCluster.concat(
                FIT,
                List.of("-conf", conf.toString(), "-fs", fs, "-libjars", anyJar()),
                List.of("-D", "mapreduce.job.queuename=default", "-D", "mapreduce.job.name=ours"),
                List.of("--input", "rows/test", "--output", "runs/citizen")));
    shell.await(PATIENCE).succeeded();

    assertThat(cluster.read("runs/citizen/support/support.csv"))
        .asString(StandardCharsets.UTF_8)
        .hasLineCount(124);
    assertThat(applications("team-a"))
        .extracting(ApplicationReport::getName)
        .containsExactlyInAnyOrder("ours sample", "ours fit");
    assertThat(applications("team-a"))
        .allSatisfy(
            report -> {
              assertThat(report.getApplicationTags()).contains("team-a", "nightly");
              assertThat(report.getQueue()).endsWith("default");
            });
    assertHistoryTellsWhatHappened();
  }

  private void assertHistoryTellsWhatHappened() throws Exception {
    Job fit = named("ours fit");
    assertThat(fit.getCounters().findCounter(RowCounter.ROWS).getValue()).isEqualTo(5000);
    assertThat(fit.getCounters().findCounter(DmoeCounter.LOCAL_MODELS).getValue()).isEqualTo(1);
    TaskReport[] maps = fit.getTaskReports(TaskType.MAP);
    assertThat(maps).hasSize(1);
    assertThat(attempts(maps[0])).contains("\"SUCCEEDED\"").contains("log-likelihood");
  }

  /** What the history tells of a task's attempts. */
  private String attempts(TaskReport task) throws IOException {
    String history = cluster.conf().get("mapreduce.jobhistory.webapp.address");
    String job = task.getTaskID().getJobID().toString();
    String path =
        "/ws/v1/history/mapreduce/jobs/" + job + "/tasks/" + task.getTaskId() + "/attempts";
    try (InputStream in = URI.create("http://" + history + path).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Job named(String name) throws Exception {
    Cluster jobs = new Cluster(cluster.conf());
    JobStatus status =
        Arrays.stream(jobs.getAllJobStatuses())
            .filter(job -> job.getJobName().equals(name))
            .findFirst()
            .orElseThrow();
    return jobs.getJob(status.getJobID());
  }

  private List<ApplicationReport> applications(String tag) throws Exception {
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(cluster.conf());
      yarn.start();
      return yarn.getApplications(
          Set.of("MAPREDUCE"), EnumSet.allOf(YarnApplicationState.class), Set.of(tag));
    }
  }

  private static String anyJar() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/hadoop-3.5.0/lib"))) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith("commons-text"))
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  @Test
  void wrongQueueIsNamed() {
    Shell shell =
        cluster.start(
            "wrong-queue",
            "dmoe",
            SuiteCluster.concat(
                FIT,
                List.of("-D", "mapreduce.job.queuename=nope"),
                List.of("--input", "rows/test", "--output", "runs/wrong-queue")));
    shell.await(PATIENCE);

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.lastLine()).startsWith("dmoe: ").contains("queue", "nope");
    assertThat(cluster.list("runs/wrong-queue")).isEmpty();
  }

  /** Each attempt would meet the same row. */
  @Test
  void badRowEndsTheJobAtOnce() throws Exception {
    org.apache.hadoop.fs.Path rows = new org.apache.hadoop.fs.Path(cluster.home(), "bad/rows.csv");
    try (OutputStream out = cluster.fs().create(rows)) {
      out.write(("y,x1\n" + "1,2\n".repeat(GOOD_ROWS)).getBytes(StandardCharsets.UTF_8));
      out.write("1,two\n".getBytes(StandardCharsets.UTF_8));
    }
    Shell shell =
        cluster.start(
            "bad-row",
            "dmoe",
            SuiteCluster.concat(
                FIT,
                IN_CONTAINERS,
                List.of("-D", "mapreduce.job.name=bad"),
                List.of("--input", "bad", "--output", "runs/bad-row")));
    shell.await(PATIENCE);

    assertThat(shell.exitCode()).isEqualTo(3);
    assertThat(shell.lastLine())
        .contains("bad/rows.csv:" + (GOOD_ROWS + 2) + ": column 'x1': not a number: 'two'");
    assertThat(named("bad sample").getJobState()).isEqualTo(JobStatus.State.KILLED);
  }

  @Test
  void interruptedClientStopsItsJob() throws Exception {
    RunningFit fit =
        RunningFit.start(
            cluster,
            "sample",
            "interrupted",
            SuiteCluster.concat(
                FIT,
                IN_CONTAINERS,
                List.of("--input", "rows/train", "--output", "runs/interrupted")));
    fit.awaitFirstTask();
    fit.client().interrupt();
    fit.client().await(PATIENCE);

    Await.until("the job has ended", PATIENCE, () -> fit.job().isComplete());
    assertThat(fit.job().getJobState()).isEqualTo(JobStatus.State.KILLED);
    assertThat(cluster.list("runs/interrupted")).isEmpty();
  }
}
