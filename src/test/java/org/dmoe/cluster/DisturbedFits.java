package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Fits of the same rows and options, each disturbed in another way in the same stage. */
final class DisturbedFits {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String SEED = "7";

  /** What is killed is a task, while others work. */
  private static final List<String> IN_MANY_TASKS =
      List.of("-D", "mapreduce.job.ubertask.enable=false", "-D", "dmoe.input.task-bytes=0");

  private final SuiteCluster cluster;
  private final Setting setting;
  private byte[] expected;
  private double undisturbedSeconds;

  /**
   * What they have in common.
   *
   * @param name of the undisturbed run, and of the files that all of them need
   * @param stage that is disturbed
   * @param rows below the rows' folder
   * @param supportSize of the supporting sample
   * @param options of the fit
   */
  record Setting(String name, String stage, String rows, int supportSize, List<String> options) {

    List<String> sample() {
      return List.of("--support-size", Integer.toString(supportSize));
    }
  }

  private DisturbedFits(SuiteCluster cluster, Setting setting) {
    this.cluster = cluster;
    this.setting = setting;
  }

  /** Runs the fit by the local runner and undisturbed on the cluster, with the same model. */
  static DisturbedFits beside(SuiteCluster cluster, Setting setting) throws IOException {
    DisturbedFits fits = new DisturbedFits(cluster, setting);
    fits.runLocally();
    fits.runUndisturbed();
    return fits;
  }

  private void runLocally() throws IOException {
    Path local = SuiteCluster.DIR.resolve("suite/local/" + setting.name());
    Path support = local.resolve("sample/support.csv");
    List<String> input =
        List.of("--overwrite", "--input", SuiteCluster.ROWS + "/" + setting.rows());
    SuiteCluster.local(
        "local-sample-" + setting.name(),
        SuiteCluster.concat(
            List.of("sample", "--response=y", "--seed=" + SEED),
            input,
            List.of("--output", local + "/sample"),
            setting.sample()));
    SuiteCluster.local(
        "local-fit-" + setting.name(),
        SuiteCluster.concat(
            List.of("fit", "--response=y", "--seed=" + SEED),
            input,
            setting.options(),
            List.of("--support", support.toString(), "--output", local + "/fit")));
    expected = Files.readAllBytes(local.resolve("fit/model/model.avro"));
    cluster
        .fs()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(support.toUri()),
            new org.apache.hadoop.fs.Path(cluster.home(), supportFile()));
  }

  private void runUndisturbed() {
    RunningFit fit = start(setting.name());
    fit.succeeds();
    undisturbedSeconds = fit.client().seconds();
    assertThat(cluster.read(model(setting.name()))).isEqualTo(expected);
    cluster
        .failures()
        .add(
            "none, " + setting.stage(),
            "%.0f s, %s".formatted(undisturbedSeconds, fit.attempts()),
            0,
            true);
  }

  /** Starts one and waits until the stage's job is there. */
  RunningFit start(String name) {
    return start(name, options(name));
  }

  RunningFit start(String name, String... command) {
    return RunningFit.start(cluster, setting.stage(), name, command);
  }

  String[] options(String name) {
    return options(name, "runs/" + name);
  }

  String[] options(String name, String output) {
    return options(name, output, List.of("--support", supportFile()));
  }

  /** The same supporting sample, drawn by the run itself. */
  String[] withOwnSample(String name) {
    return options(name, "runs/" + name, setting.sample());
  }

  private String[] options(String name, String output, List<String> support) {
    return SuiteCluster.concat(
        List.of("fit", "-D", "mapreduce.task.progress-report.interval=300"),
        IN_MANY_TASKS,
        List.of("-D", "mapreduce.job.name=" + name, "--response=y", "--seed=" + SEED),
        List.of("--input", "rows/" + setting.rows(), "--output", output),
        support,
        setting.options());
  }

  static String[] resume(String... command) {
    return SuiteCluster.concat(List.of(command), List.of("--resume"));
  }

  private String supportFile() {
    return setting.name() + "-support.csv";
  }

  private static String model(String name) {
    return "runs/" + name + "/model/model.avro";
  }

  void survives(String failure, String name, RunningFit fit) {
    fit.succeeds();
    survived(failure, name, fit, fit.client().seconds());
  }

  /**
   * The model is the undisturbed one's, and nothing is left behind.
   *
   * @param seconds from the first command to the end of the last
   */
  void survived(String failure, String name, RunningFit fit, double seconds) {
    boolean identical = Arrays.equals(cluster.read(model(name)), expected);
    cluster.failures().add(failure, fit.attempts(), seconds - undisturbedSeconds, identical);
    assertThat(identical).isTrue();
    assertThat(cluster.list("runs")).noneMatch(entry -> entry.startsWith("_"));
    Await.until("no process left", PATIENCE, fit::isGone);
    assertThat(cluster.list(".staging")).isEmpty();
  }
}
