package org.dmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The job jar as it is, on daemons, clients and tasks of Hadoop 3.4. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderHadoopOnCluster {

  private static final String VERSION = "3.4.3";
  private static final Path DIR = Path.of("target/cluster-older").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final List<String> OPTIONS =
      List.of("--response", "y", "--experts", "2", "--partition", "file", "--seed", "3");

  @BeforeAll
  void up() throws IOException {
    script("reset", "cluster", "reset");
    FileUtil.fullyDelete(DIR.resolve("run").toFile()); // of an earlier suite
    script("up", "cluster", "up");
    SuiteRows.write(DIR.resolve("rows"), 1000);
    script("put", "cluster", "dfs", "-put", DIR + "/rows", "rows");
  }

  @AfterAll
  void down() {
    script("down", "cluster", "reset");
  }

  @Test
  void equalsTheLocalRunner() throws IOException {
    SuiteCluster.local(
        "older-local",
        SuiteCluster.concat(
            List.of("fit", "--overwrite", "--output", DIR + "/local"),
            List.of("--input", DIR + "/rows/train", "--test", DIR + "/rows/test"),
            OPTIONS));

    script(
        "fit",
        "dmoe",
        SuiteCluster.concat(
            List.of("fit", "--input", "rows/train", "--test", "rows/test", "--output", "run"),
            OPTIONS));
    script("get", "cluster", "dfs", "-get", "-f", "run", DIR + "/run");

    String version = script("version", "cluster", "version").lines().findFirst().orElseThrow();
    boolean identical = Arrays.equals(model("run"), model("local"));
    VersionTable.add(version, "sample, fit, evaluate", identical);
    assertThat(version).isEqualTo("Hadoop " + VERSION);
    assertThat(identical).isTrue();
  }

  /** ORC speaks the cluster's protobuf. */
  @Test
  void orcIsWrittenAndRead() {
    script(
        "simulate",
        "dmoe",
        "simulate",
        "--kind=hard",
        "--rows=300",
        "--format=orc",
        "--compress",
        "--output=simulated");
    String said = script("describe", "dmoe", "describe", "--input", "simulated/rows");
    assertThat(said).contains("300");
  }

  private static byte[] model(String run) throws IOException {
    return Files.readAllBytes(DIR.resolve(run).resolve("model/model.avro"));
  }

  private static String script(String log, String name, String... args) {
    Map<String, String> environment = new HashMap<>(SuiteCluster.environment(DIR));
    environment.put("HADOOP_VERSION", VERSION);
    environment.put("DMOE_NODES", "1");
    environment.put("DMOE_NODE_MB", "3072");
    List<String> command =
        Stream.concat(Stream.of("scripts/" + name), Arrays.stream(args)).toList();
    return Shell.start(DIR.resolve("logs-of-scripts/" + log + ".log"), environment, command)
        .await(PATIENCE)
        .succeeded();
  }
}
