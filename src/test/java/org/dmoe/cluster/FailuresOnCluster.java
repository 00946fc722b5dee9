package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
  private static final DisturbedFits.Setting LONG =
      new DisturbedFits.Setting(
          "undisturbed",
          "fit",
          "train",
          40_000,
          List.of(
              "--experts=3",
              "--partition=file",
              "--start=own",
              "--starts=24",
              "--plan=pointwise",
              "--mm-starts=6"));

  private SuiteCluster cluster;
  private DisturbedFits fits;

  @BeforeAll
  void undisturbed(SuiteCluster suite) throws IOException {
    cluster = suite;
    fits = DisturbedFits.beside(cluster, LONG);
  }

  @Test
  void mapKilled() throws IOException {
    RunningFit fit = fits.start("map-killed");
    fit.workingMap().kill();
    fits.survives("a map attempt killed", "map-killed", fit);
    assertThat(fit.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
  }

  @Test
  void reducerKilled() throws IOException {
    RunningFit fit = fits.start("reducer-killed");
    fit.workingReducer().kill();
    fits.survives("the reducer killed during the aggregation", "reducer-killed", fit);
    assertThat(fit.count(JobCounter.TOTAL_LAUNCHED_REDUCES)).isGreaterThan(1);
  }

  @Test
  void applicationMasterKilled() {
    RunningFit fit = fits.start("master-killed");
    fit.awaitFirstMap();
    fit.applicationMaster().kill();
    fits.survives("the application master killed, maps done", "master-killed", fit);
    assertThat(fit.applicationMasters()).isEqualTo(2);
  }

  @Test
  void nodeManagerKilled() throws IOException {
    RunningFit fit = fits.start("node-killed");
    String node = fit.workingMapOnAnotherNode().node();
    cluster.script("cluster", "kill-node", node);
    fits.survives("a NodeManager killed with its containers, maps at work", "node-killed", fit);
    cluster.script("cluster", "start-node", node);
    assertThat(fit.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
  }

  @Test
  void dataNodeKilled() {
    RunningFit fit = fits.start("data-killed");
    fit.workingMap();
    cluster.script("cluster", "kill-node", "dn1");
    fits.survives("a DataNode killed for good, replication 2", "data-killed", fit);
    cluster.script("cluster", "start-node", "dn1");
  }

  @Test
  void slowTaskIsOvertaken() throws IOException {
    RunningFit fit = fits.start("slow-task");
    fit.awaitFirstMap();
    TaskProcess slow = fit.workingMap();
    slow.freeze();
    fits.survives("a map task frozen, speculative execution on", "slow-task", fit);
    assertThat(fit.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(SuiteRows.FILES);
    Await.until("the frozen task removed", PATIENCE, () -> !slow.handle().isAlive());
  }

  @Test
  void clientKilled() {
    RunningFit orphan = fits.start("client-killed");
    orphan.workingMap();
    orphan.client().kill();
    Shell resumed =
        cluster.start(
            "client-resumes", "dmoe", DisturbedFits.resume(fits.options("client-killed")));
    resumed.await(PATIENCE).succeeded();

    assertThat(resumed.output()).contains("fit: goes on with " + orphan.job().getJobID());
    double seconds = orphan.client().seconds();
    fits.survived(
        "the client killed, its job goes on; fit --resume", "client-killed", orphan, seconds);
  }

  @Test
  void commandGivenAgain() throws IOException {
    RunningFit orphan = fits.start("given-again");
    orphan.workingMap();
    orphan.client().kill();
    RunningFit again = fits.start("given-again");
    fits.survives(
        "the client killed, the same command again: its job is stopped", "given-again", again);
    assertThat(orphan.job().isSuccessful()).isFalse();
  }

  @Test
  void clusterDownBetweenStages() throws IOException {
    String[] command = DisturbedFits.resume(fits.withOwnSample("cluster-down"));
    Shell first = cluster.start("cluster-goes-down", "dmoe", command);
    Await.until("the sample is there", PATIENCE, () -> sampleIsDone("cluster-down", first));
    first.kill();
    cluster.script("cluster", "down");
    cluster.script("cluster", "up");
    // What the client was perhaps copying there when it was killed.
    cluster.fs().delete(new org.apache.hadoop.fs.Path(cluster.home(), ".staging"), true);
    RunningFit fit = fits.start("cluster-down", command);
    fit.succeeds();

    assertThat(fit.client().output()).contains("sample: unchanged, not run again");
    fits.survived(
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
    Shell fit = cluster.start("full", "dmoe", fits.options("full", "full/run"));
    fit.await(RunningFit.PATIENCE);

    assertThat(fit.exitCode()).isEqualTo(1);
    assertThat(fit.lastLine()).startsWith("dmoe: --output ").contains("full/run: ", "quota");
    assertThat(cluster.list("full")).isEmpty();
    cluster.failures().addRefusal("quota exceeded while writing", fit.lastLine());
  }

  @Test
  void outputAppearsMeanwhile() throws IOException {
    RunningFit fit = fits.start("appears");
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(cluster.home(), "runs/appears/precious");
    cluster.fs().create(file).close();
    fit.client().await(RunningFit.PATIENCE);

    assertThat(fit.client().exitCode()).isEqualTo(2);
    assertThat(fit.client().lastLine()).startsWith("dmoe: ").contains("appeared");
    assertThat(cluster.list("runs/appears")).containsExactly("precious");
    assertThat(cluster.list("runs")).noneMatch(name -> name.startsWith("_"));
    cluster.failures().addRefusal("output directory appears meanwhile", fit.client().lastLine());
  }
}
