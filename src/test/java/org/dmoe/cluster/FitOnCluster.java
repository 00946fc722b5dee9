package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** What an earlier run of the suite has left on this machine. */
  private static final List<String> OVERWRITE = List.of("--overwrite");

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
    List<String> test = List.of("--test", "rows/test");
    cluster
        .start("splits", "dmoe", command("rows", "runs/splits", SPLITS, test))
        .await(PATIENCE)
        .succeeded();
    SuiteCluster.local(
        "local-splits",
        command(
            SuiteCluster.ROWS.toString(),
            local + "/splits",
            SPLITS,
            List.of("--overwrite", "--test", SuiteCluster.ROWS + "/test")));

    for (String file : List.of("model/model.avro", "model/model.json", "support/support.csv")) {
      assertThat(cluster.read("runs/splits/" + file))
          .as(file)
          .isEqualTo(Files.readAllBytes(local.resolve("splits").resolve(file)));
    }
    String version = cluster.script("cluster", "version").lines().findFirst().orElseThrow();
    VersionTable.add(version, "sample, fit, evaluate", true);
  }

  @Test
  void workflowEqualsTheLocalRunner() throws IOException {
    SuiteCluster.local(
        "local-files",
        command(
            SuiteCluster.ROWS.toString(),
            local + "/files",
            List.of("--partition", "file"),
            OVERWRITE));
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
    assertThat(wrong.output()).contains("fit failed: ").contains("nope");
    assertThat(cluster.list("runs/wrong")).isEmpty();

    score();
    daily(expected);
  }

  /** The second time there is nothing left to do. */
  private void score() throws IOException {
    String model = "runs/workflow/fit/model/model.avro";
    Map<String, String> properties =
        Map.of("model", home(model), "input", rows("test"), "output", home("runs/score"));
    SuiteCluster.local(
        "local-score",
        SuiteCluster.concat(
            List.of("predict", "--overwrite", "--model", local + "/files/model/model.avro"),
            List.of("--input", SuiteCluster.ROWS + "/test", "--output", local + "/score")));

    oozie("score", "jobs/score", properties).succeeded();
    assertThat(cluster.list("runs/score")).containsExactlyElementsOf(names(local.resolve("score")));
    for (String part : names(local.resolve("score"))) {
      assertThat(cluster.read("runs/score/" + part))
          .as(part)
          .isEqualTo(Files.readAllBytes(local.resolve("score").resolve(part)));
    }
    assertThat(oozie("score-again", "jobs/score", properties).succeeded()).contains("SUCCEEDED");
  }

  /** What is in a directory, without the local file system's checksums. */
  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
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
                definitions(
                    properties(
                        "daily", Map.of("end", "2026-01-02T00:00Z", "input", rows("daily")))))
            .toArray(String[]::new));
    String model = "runs/daily/2026-01-01/fit/model/model.avro";
    Await.until(
        "the day's model",
        PATIENCE,
        () -> cluster.fs().exists(new org.apache.hadoop.fs.Path(cluster.home(), model)));
    assertThat(cluster.read(model)).isEqualTo(expected);
  }

  private Shell workflow(String run, Map<String, String> changes) {
    return oozie("oozie-" + run + changes.size(), "jobs/fit", properties(run, changes));
  }

  private Shell oozie(String log, String application, Map<String, String> properties) {
    return cluster
        .start(
            log,
            "oozie",
            Stream.concat(Stream.of("run", application), definitions(properties))
                .toArray(String[]::new))
        .await(PATIENCE);
  }

  private static Stream<String> definitions(Map<String, String> properties) {
    return properties.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue());
  }

  private Map<String, String> properties(String run, Map<String, String> changes) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("nameNode", cluster.conf().get("fs.defaultFS"));
    properties.put("resourceManager", cluster.conf().get("yarn.resourcemanager.address"));
    properties.put("input", rows("train"));
    properties.put("test", rows("test"));
    properties.put("output", home("runs/" + run));
    properties.put("experts", "2");
    properties.put("seed", "3");
    properties.put("partition", "file");
    properties.putAll(changes);
    return properties;
  }

  private String rows(String folder) {
    return home("rows/" + folder);
  }

  private String home(String path) {
    return cluster.conf().get("fs.defaultFS") + cluster.home() + "/" + path;
  }

  private static String[] command(
      String rows, String output, List<String> partition, List<String> further) {
    return Stream.of(
            List.of("fit", "--input", rows + "/train"),
            List.of("--output", output),
            partition,
            FIT,
            further)
        .flatMap(List::stream)
        .toArray(String[]::new);
  }
}
