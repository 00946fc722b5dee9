package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.mapreduce.JobCounter;
import org.dmoe.cluster.TaskProcesses.TaskProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A fit while the cluster breaks: the model's bytes are those of the local runner. */
@ExtendWith(SuiteCluster.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresOnCluster {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  // So many starts and rows of support that fits and aggregation last long enough to be hit.
  private static final String SEED = "7";
  private static final List<String> OPTIONS =
      List.of(
          "--response=y",
          "--experts=3",
          "--partition=file",
          "--seed=" + SEED,
          "--start=own",
          "--starts=24",
          "--plan=pointwise",
          "--mm-starts=6");
  private static final List<String> SAMPLE = List.of("--support-size", "40000");

  private final FailureTable table = new FailureTable();
  private SuiteCluster cluster;
  private byte[] expected;
  private double undisturbedSeconds;

  @BeforeAll
  void undisturbed(SuiteCluster suite) throws IOException {
    cluster = suite;
    Path local = SuiteCluster.DIR.resolve("suite/local");
    SuiteCluster.local(
        "local-sample",
        SuiteCluster.concat(
            List.of("sample", "--overwrite", "--input", SuiteCluster.ROWS + "/train"),
            List.of("--output", local + "/sample", "--response", "y", "--seed", SEED),
            SAMPLE));
    SuiteCluster.local(
        "local-fit",
        SuiteCluster.concat(
            List.of("fit", "--overwrite", "--input", SuiteCluster.ROWS + "/train"),
            OPTIONS,
            List.of("--support", local + "/sample/support.csv", "--output", local + "/fit")));
    expected = Files.readAllBytes(local.resolve("fit/model/model.avro"));
    cluster
        .fs()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(local.resolve("sample/support.csv").toUri()),
            new org.apache.hadoop.fs.Path(cluster.home(), "support.csv"));
    RunningFit fit = start("undisturbed");
    fit.succeeds();
    undisturbedSeconds = fit.client().seconds();
    assertThat(cluster.read("runs/undisturbed/model/model.avro")).isEqualTo(expected);
    table.add("none", "%.0f s, %s".formatted(undisturbedSeconds, fit.attempts()), 0, true);
  }

  @Test
  void mapKilled() throws IOException {
    RunningFit fit = start("map-killed");
    fit.workingMap().kill();
    survives("a map attempt killed", "map-killed", fit);
    assertThat(launched(fit, JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
  }

  @Test
  void reducerKilled() throws IOException {
    RunningFit fit = start("reducer-killed");
    fit.workingReducer().kill();
    survives("the reducer killed during the aggregation", "reducer-killed", fit);
    assertThat(launched(fit, JobCounter.TOTAL_LAUNCHED_REDUCES)).isGreaterThan(1);
  }

  @Test
  void applicationMasterKilled() {
    RunningFit fit = start("master-killed");
    fit.awaitFirstMap();
    fit.applicationMaster().kill();
    survives("the application master killed, maps done", "master-killed", fit);
    assertThat(fit.applicationMasters()).isEqualTo(2);
  }

  @Test
  void nodeManagerKilled() throws IOException {
    RunningFit fit = start("node-killed");
    String node = fit.workingMapOnAnotherNode().node();
    cluster.script("cluster", "kill-node", node);
    survives("a NodeManager killed with its containers, maps at work", "node-killed", fit);
    cluster.script("cluster", "start-node", node);
    assertThat(launched(fit, JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
  }

  @Test
  void dataNodeKilled() {
    RunningFit fit = start("data-killed");
    fit.workingMap();
    cluster.script("cluster", "kill-node", "dn1");
    survives("a DataNode killed for good, replication 2", "data-killed", fit);
    cluster.script("cluster", "start-node", "dn1");
  }

  @Test
  void slowTaskIsOvertaken() throws IOException {
    RunningFit fit = start("slow-task");
    fit.awaitFirstMap();
    TaskProcess slow = fit.workingMap();
    slow.freeze();
    survives("a map task frozen, speculative execution on", "slow-task", fit);
    assertThat(launched(fit, JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
    Await.until("the frozen task removed", PATIENCE, () -> !slow.handle().isAlive());
  }

  @Test
  void clientKilled() {
    RunningFit orphan = start("client-killed");
    orphan.workingMap();
    orphan.client().kill();
    Shell resumed = cluster.start("client-resumes", "dmoe", resume(options("client-killed")));
    resumed.await(PATIENCE).succeeded();

    assertThat(resumed.output()).contains("fit: goes on with " + orphan.job().getJobID());
    double seconds = orphan.client().seconds();
    survived("the client killed, its job goes on; fit --resume", "client-killed", orphan, seconds);
  }

  @Test
  void commandGivenAgain() throws IOException {
    RunningFit orphan = start("given-again");
    orphan.workingMap();
    orphan.client().kill();
    RunningFit again = start("given-again");
    survives("the client killed, the same command again: its job is stopped", "given-again", again);
    assertThat(orphan.job().isSuccessful()).isFalse();
  }

  @Test
  void clusterDownBetweenStages() throws IOException {
    String[] command = resume(withOwnSample("cluster-down"));
    Shell first = cluster.start("cluster-goes-down", "dmoe", command);
    Await.until("the sample is there", PATIENCE, () -> sampleIsDone("cluster-down", first));
    first.kill();
    cluster.script("cluster", "down");
    cluster.script("cluster", "up");
    // What the client was perhaps copying there when it was killed.
    cluster.fs().delete(new org.apache.hadoop.fs.Path(cluster.home(), ".staging"), true);
    RunningFit fit = RunningFit.start(cluster, "cluster-down", command);
    fit.succeeds();

    assertThat(fit.client().output()).contains("sample: unchanged, not run again");
    survived(
        "the whole cluster down between sample and fit, then fit --resume",
        "cluster-down",
        fit,
        first.seconds());
  }

  private boolean sampleIsDone(String name, Shell client) {
    assertThat(client.isAlive()).as(client.output()).isTrue();
    String records = "runs/_" + name + ".unfinished/_work/stages";
    return cluster.list(records).contains("sample.json")
        && new String(cluster.read(records + "/sample.json"), StandardCharsets.UTF_8)
            .contains("\"done\" : true");
  }

  @Test
  void fullFileSystem() throws IOException {
    org.apache.hadoop.fs.Path full = new org.apache.hadoop.fs.Path(cluster.home(), "full");
    cluster.fs().mkdirs(full);
    cluster.script("cluster", "dfsadmin", "-setSpaceQuota", "1k", full.toString());
    Shell fit =
        cluster.start(
            "full", "dmoe", options("full", "full/run", List.of("--support", "support.csv")));
    fit.await(RunningFit.PATIENCE);

    assertThat(fit.exitCode()).isEqualTo(1);
    assertThat(fit.lastLine()).startsWith("dmoe: --output ").contains("full/run: ", "quota");
    assertThat(cluster.list("full")).isEmpty();
    table.addRefusal("quota exceeded while writing", fit.lastLine());
  }

  @Test
  void outputAppearsMeanwhile() throws IOException {
    RunningFit fit = start("appears");
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(cluster.home(), "runs/appears/precious");
    cluster.fs().create(file).close();
    fit.client().await(RunningFit.PATIENCE);

    assertThat(fit.client().exitCode()).isEqualTo(2);
    assertThat(fit.client().lastLine()).startsWith("dmoe: ").contains("appeared");
    assertThat(cluster.list("runs/appears")).containsExactly("precious");
    assertThat(cluster.list("runs")).noneMatch(name -> name.startsWith("_"));
    table.addRefusal("output directory appears meanwhile", fit.client().lastLine());
  }

  private RunningFit start(String name) {
    return RunningFit.start(cluster, name, options(name));
  }

  private static String[] options(String name) {
    return options(name, "runs/" + name, List.of("--support", "support.csv"));
  }

  /** The same supporting sample, drawn by the run itself. */
  private static String[] withOwnSample(String name) {
    return options(name, "runs/" + name, SAMPLE);
  }

  private static String[] options(String name, String output, List<String> support) {
    return SuiteCluster.concat(
        List.of("fit", "-D", "mapreduce.task.progress-report.interval=300"),
        List.of("-D", "mapreduce.job.name=" + name),
        List.of("--input", "rows/train", "--output", output),
        support,
        OPTIONS);
  }

  private static String[] resume(String... command) {
    return SuiteCluster.concat(List.of(command), List.of("--resume"));
  }

  private void survives(String failure, String name, RunningFit fit) {
    fit.succeeds();
    survived(failure, name, fit, fit.client().seconds());
  }

  /**
   * @param seconds from the first command to the end of the last
   */
  private void survived(String failure, String name, RunningFit fit, double seconds) {
    boolean identical = Arrays.equals(cluster.read("runs/" + name + "/model/model.avro"), expected);
    table.add(failure, fit.attempts(), seconds - undisturbedSeconds, identical);
    assertThat(identical).isTrue();
    assertThat(cluster.list("runs")).noneMatch(entry -> entry.startsWith("_"));
    Await.until("no process left", PATIENCE, fit::isGone);
    assertThat(cluster.list(".staging")).isEmpty();
  }

  private static long launched(RunningFit fit, JobCounter counter) throws IOException {
    return fit.job().getCounters().findCounter(counter).getValue();
  }
}
