package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole pipeline by {@code hadoop jar} and by Oozie, beside the local runner. */
@ExtendWith(SuiteCluster.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FitOnCluster {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> FIT =
      List.of("--response", "y", "--experts", "2", "--seed", "3");
  private static final List<String> SPLITS =
      List.of(
          "-D", "mapreduce.input.fileinputformat.split.maxsize=1500000", "--partition", "split");

  private final SuiteCluster cluster;
  private final Path local = SuiteCluster.DIR.resolve("suite/local");

  FitOnCluster(SuiteCluster cluster) {
    this.cluster = cluster;
  }

  @AfterAll
  void oozieDown() {
    cluster.script("oozie", "down");
  }

  @Test
  void equalsTheLocalRunner() throws IOException {
    String[] here =
        command(SuiteCluster.ROWS.toString(), local + "/splits", SPLITS, List.of("--overwrite"));
    double localSeconds = SuiteCluster.local("local-splits", here).seconds();
    Shell there =
        cluster.start("splits", "dmoe", command("rows", "runs/splits", SPLITS, List.of()));
    there.await(PATIENCE).succeeded();

    for (String file : List.of("model/model.avro", "model/model.json", "support/support.csv")) {
      assertThat(cluster.read("runs/splits/" + file))
          .as(file)
          .isEqualTo(Files.readAllBytes(local.resolve("splits").resolve(file)));
    }
    String version = cluster.script("cluster", "version").lines().findFirst().orElseThrow();
    VersionTable.add(version, "sample, fit, evaluate", true);
    Files.writeString(
        Path.of("target/cluster-overhead.md"),
        String.format(
            Locale.ROOT,
            "sample, fit and evaluate: %.0f s with the local runner, %.0f s on YARN%n",
            localSeconds,
            there.seconds()));
  }

  @Test
  void workflowEqualsTheLocalRunner() throws IOException {
    SuiteCluster.local(
        "local-files",
        command(
            SuiteCluster.ROWS.toString(),
            local + "/files",
            List.of("--partition", "file"),
            List.of("--overwrite")));
    byte[] expected = Files.readAllBytes(local.resolve("files/model/model.avro"));
    cluster.script("oozie", "up");

    workflow("workflow", Map.of()).succeeded();
    assertThat(cluster.read("runs/workflow/fit/model/model.avro")).isEqualTo(expected);

    Shell threshold = workflow("workflow", Map.of("maxCentredRpe", "0.0001"));
    assertThat(threshold.exitCode()).isEqualTo(1);
    assertThat(threshold.output()).contains("at most 0.0001 was asked for");
    assertThat(cluster.read("runs/workflow/fit/model/model.avro")).isEqualTo(expected);

    Shell wrong = workflow("wrong", Map.of("response", "nope"));
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.output()).contains("sample failed: ").contains("nope");
    assertThat(cluster.list("runs/wrong")).isEmpty();

    daily(expected);
  }

  /** One day of the coordinator, with the application that the workflow has left in place. */
  private void daily(byte[] expected) throws IOException {
    org.apache.hadoop.fs.Path day =
        new org.apache.hadoop.fs.Path(cluster.home(), "rows/daily/2026-01-01");
    cluster
        .fs()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(SuiteCluster.ROWS.resolve("train").toUri()), day);
    cluster.fs().create(new org.apache.hadoop.fs.Path(day, "_SUCCESS")).close();
    cluster.script("oozie", "put", "jobs/fit-daily");
    cluster.script(
        "oozie",
        Stream.concat(
                Stream.of("cli", "job", "-run", "-config", "jobs/fit-daily/job.properties"),
                properties("daily", Map.of("end", "2026-01-02T00:00Z", "input", rows("daily"))))
            .toArray(String[]::new));
    String model = "runs/daily/2026-01-01/fit/model/model.avro";
    Await.until(
        "the day's model",
        PATIENCE,
        () -> cluster.fs().exists(new org.apache.hadoop.fs.Path(cluster.home(), model)));
    assertThat(cluster.read(model)).isEqualTo(expected);
  }

  private Shell workflow(String run, Map<String, String> changes) {
    String[] args =
        Stream.concat(Stream.of("run", "jobs/fit"), properties(run, changes))
            .toArray(String[]::new);
    return cluster.start("oozie-" + run + changes.size(), "oozie", args).await(PATIENCE);
  }

  private Stream<String> properties(String run, Map<String, String> changes) {
    Map<String, String> properties = new java.util.TreeMap<>();
    properties.put("nameNode", cluster.conf().get("fs.defaultFS"));
    properties.put("resourceManager", cluster.conf().get("yarn.resourcemanager.address"));
    properties.put("input", rows("train"));
    properties.put("test", rows("test"));
    properties.put("output", cluster.conf().get("fs.defaultFS") + cluster.home() + "/runs/" + run);
    properties.put("experts", "2");
    properties.put("seed", "3");
    properties.put("partition", "file");
    properties.putAll(changes);
    return properties.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue());
  }

  private String rows(String folder) {
    return cluster.conf().get("fs.defaultFS") + cluster.home() + "/rows/" + folder;
  }

  private static String[] command(
      String rows, String output, List<String> partition, List<String> further) {
    return Stream.of(
            List.of("fit", "--input", rows + "/train", "--test", rows + "/test"),
            List.of("--output", output),
            partition,
            FIT,
            further)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
