package org.dmoe.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts/cluster deletes, and what it does not. */
class ClusterScriptTest {

  @TempDir private Path temp;

  private int exitCode;

  private String cluster(String command) throws IOException, InterruptedException {
    Path log = temp.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(Path.of("scripts/cluster").toAbsolutePath().toString(), command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("DMOE_CLUSTER_DIR", temp.resolve("state").toString());
    Process process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    exitCode = process.exitValue();
    return Files.readString(log);
  }

  private Path file(String name) throws IOException {
    Path file = temp.resolve("state").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "up"})
  void aFolderThatItDidNotMakeIsNotTouched(String command) throws Exception {
    Path precious = file("data/precious");
    Path settings = file("settings");

    String said = cluster(command);

    assertThat(exitCode).isEqualTo(1);
    assertThat(said.lines()).singleElement().asString().contains("/state/data was not made by");
    assertThat(precious).exists();
    assertThat(settings).exists();
    assertThat(temp.resolve("state/pids")).doesNotExist();
  }

  @Test
  void whatItMadeIsDeletedAndOtherFilesStay() throws Exception {
    file(".dmoe-cluster");
    file("data/nn/dfs");
    file("logs/nn.log");
    Path mine = file("mine");

    assertThat(cluster("reset")).isEmpty();

    assertThat(exitCode).isZero();
    assertThat(mine).exists();
    assertThat(temp.resolve("state/data")).doesNotExist();
    assertThat(temp.resolve("state/logs")).doesNotExist();
    assertThat(temp.resolve("state/.dmoe-cluster")).exists();
  }
}
