package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that are stopped at random moments, as by Ctrl-C, or killed. The system property
 * dmoe.moments sets how many.
 */
class StoppedRunTest {

  private static final int MOMENTS = Integer.getInteger("dmoe.moments", 2);
  private static final long SECONDS = 120;

  @TempDir Path temp;

  private final SplittableRandom random = new SplittableRandom(20);
  private Path rows;

  /** Where the local runner puts links to the files of its cache. */
  private Path here;

  @BeforeEach
  void rows() throws IOException {
    here = Files.createDirectory(temp.resolve("here"));
    rows = Rows.directory(temp.resolve("rows"), 300);
  }

  private List<String> fit(String output) {
    return new ArrayList<>(
        List.of(
            "fit",
            "--input",
            rows.toString(),
            "--test",
            rows.resolve("site0.csv").toString(),
            "--output",
            temp.resolve(output).toString(),
            "--response",
            "y",
            "--experts",
            "2",
            "--support-size",
            "100",
            "--partition",
            "random:3",
            "--starts",
            "2"));
  }

  private List<String> partition(String output) {
    return List.of(
        "partition",
        "--input",
        rows.toString(),
        "--by",
        "random:20",
        "--output",
        temp.resolve(output).toString());
  }

  private Process start(List<String> arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "-Dhadoop.tmp.dir=" + temp.resolve("tmp")));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(here.toFile())
        .redirectOutput(temp.resolve("out.log").toFile())
        .redirectError(temp.resolve("err.log").toFile())
        .start();
  }

  /**
   * @return milliseconds that it took
   */
  private long run(List<String> arguments) throws Exception {
    long start = System.nanoTime();
    Process process = start(arguments);
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(errors()).isZero();
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }

  private String errors() throws IOException {
    return Files.readString(temp.resolve("err.log"), StandardCharsets.UTF_8);
  }

  /** Somewhere in a run that takes so long. */
  private void sleep(long duration) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(random.nextLong(duration + 1));
  }

  private static void end(Process process) throws InterruptedException {
    assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  private static List<Path> everything(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.toList();
    }
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** A signal to end is to Java what Ctrl-C is. */
  @Test
  void aStoppedRunLeavesNothing() throws Exception {
    long fit = run(fit("whole/fit"));
    long partition = run(partition("whole/partition"));
    for (int moment = 0; moment < MOMENTS; moment++) {
      boolean fits = moment % 2 == 0;
      String output = "stopped" + moment + "/below/run";
      Process process = start(fits ? fit(output) : partition(output));
      sleep(fits ? fit : partition);
      process.destroy();
      end(process);

      String errors = errors();
      assertThat(errors).doesNotContain("Shutdown", "Exception", "\tat ");
      if (Files.exists(temp.resolve(output))) {
        assertThat(temp.resolve(output).resolve("_SUCCESS")).exists();
        assertThat(Folder.names(temp.resolve(output).getParent())).containsExactly("run");
      } else {
        assertThat(everything(temp.resolve("stopped" + moment))).as(errors).isEmpty();
      }
    }
    assertThat(filesBelow(temp.resolve("tmp"))).isEmpty();
    assertThat(everything(here)).containsExactly(here);
  }

  @Test
  void aKilledRunIsGoneOnFromToTheSameBytes() throws Exception {
    long duration = run(fit("whole"));
    for (int moment = 0; moment < MOMENTS; moment++) {
      String output = "killed" + moment + "/run";
      List<String> arguments = fit(output);
      arguments.add("--resume");
      Process process = start(arguments);
      sleep(duration);
      process.destroyForcibly();
      end(process);

      run(arguments);

      Path run = temp.resolve(output);
      assertThat(Folder.names(run.getParent())).containsExactly("run");
      for (String file : List.of("model/model.avro", "support/support.csv", "metrics.json")) {
        assertThat(run.resolve(file)).hasSameBinaryContentAs(temp.resolve("whole").resolve(file));
      }
    }
  }
}
