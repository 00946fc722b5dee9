package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.mapreduce.JobCounter;
import org.dmoe.cluster.TaskProcesses.TaskProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cluster breaks during a pass over the rows: the refined model's bytes stay the same. */
@ExtendWith(SuiteCluster.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PassFailuresOnCluster {

  private static final int MAPS = 3;

  private static final DisturbedFits.Setting REFINED =
      new DisturbedFits.Setting(
          "pass",
          "refine",
          "train/part-[0-2].csv",
          2000,
          List.of("--experts=2", "--partition=file", "--start=own", "--starts=1", "--refine=1"));

  private SuiteCluster cluster;
  private DisturbedFits fits;

  @BeforeAll
  void undisturbed(SuiteCluster suite) throws IOException {
    cluster = suite;
    fits = DisturbedFits.beside(cluster, REFINED);
  }

  @Test
  void taskKilled() throws IOException {
    RunningFit pass = fits.start("pass-task-killed");
    held(pass).kill();
    fits.survives("a pass: a map attempt killed, others done", "pass-task-killed", pass);
    assertThat(pass.count(JobCounter.NUM_FAILED_MAPS)).isEqualTo(1);
    assertThat(pass.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(MAPS);
  }

  @Test
  void containerStopped() throws Exception {
    RunningFit pass = fits.start("pass-container-stopped");
    pass.job().killTask(held(pass).attempt());
    fits.survives(
        "a pass: a map's container stopped by the application master",
        "pass-container-stopped",
        pass);
    assertThat(pass.count(JobCounter.NUM_KILLED_MAPS)).isPositive();
    assertThat(pass.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(MAPS);
  }

  @Test
  void nodeManagerKilled() throws IOException {
    RunningFit pass = fits.start("pass-node-killed");
    TaskProcess map = pass.startedMapOnAnotherNode();
    map.freeze();
    pass.awaitFirstMap();
    cluster.script("cluster", "kill-node", map.node());
    fits.survives(
        "a pass: a NodeManager killed with its containers, a map at work",
        "pass-node-killed",
        pass);
    cluster.script("cluster", "start-node", map.node());
    assertThat(pass.count(JobCounter.TOTAL_LAUNCHED_MAPS)).isGreaterThan(MAPS);
  }

  @Test
  void applicationMasterKilled() {
    RunningFit pass = fits.start("pass-master-killed");
    held(pass);
    pass.applicationMaster().kill();
    fits.survives(
        "a pass: the application master killed, some maps done", "pass-master-killed", pass);
    assertThat(pass.applicationMasters()).isEqualTo(2);
  }

  @Test
  void clientKilled() {
    RunningFit orphan = fits.start("pass-client-killed");
    TaskProcess map = held(orphan);
    orphan.client().kill();
    String[] command = DisturbedFits.resume(fits.options("pass-client-killed"));
    Shell resumed = cluster.start("pass-client-resumes", "dmoe", command);
    String adopted = "refine-1: goes on with " + orphan.job().getJobID();
    Await.until(
        adopted,
        RunningFit.PATIENCE,
        () -> !resumed.isAlive() || resumed.output().contains(adopted));
    map.thaw();
    resumed.await(RunningFit.PATIENCE).succeeded();

    assertThat(resumed.output()).contains("fit: unchanged, not run again", adopted);
    double seconds = orphan.client().seconds();
    fits.survived(
        "a pass: the client killed, its job goes on; fit --resume",
        "pass-client-killed",
        orphan,
        seconds);
  }

  /** A map that goes no further, beside one that is done: a pass is too short to be hit. */
  private static TaskProcess held(RunningFit pass) {
    TaskProcess map = pass.startedMap();
    map.freeze();
    pass.awaitFirstMap();
    return map;
  }
}
