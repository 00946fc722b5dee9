package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryEstimateTest {

  /** Long rows, many of them, and wide ones: each in a process with that heap and no more. */
  @ParameterizedTest
  @CsvSource({"200000,20,4", "20000,100,3"})
  void aFitRunsInTheHeapOfTheEstimateAndNotInAThirdOfIt(
      int n, int d, int K, @TempDir Path directory) throws Exception {
    long bytes = MemoryEstimate.bytes(n, d, K);
    assertThat(fit(n, d, K, bytes, directory)).contains("CONVERGED");
    assertThat(fit(n, d, K, bytes / 3, directory)).contains("OutOfMemoryError");
  }

  /** What the process printed. */
  private static String fit(int n, int d, int K, long heap, Path directory, String... race)
      throws Exception {
    Path log = directory.resolve("log-" + heap);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx" + heap / 1024 + "k", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(FitInHeap.class.getName());
    command.addAll(List.of(String.valueOf(n), String.valueOf(d), String.valueOf(K)));
    command.addAll(List.of(race));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
  }

  /** A long race is run on copies of all rows. */
  @Test
  void aLongRaceRunsInTheHeapOfItsEstimate(@TempDir Path directory) throws Exception {
    FitOptions race = FitOptions.builder(2).starts(24).longRace(true).build();
    long bytes = MemoryEstimate.bytes(20_000, 60, race);
    assertThat(bytes).isGreaterThan(MemoryEstimate.bytes(20_000, 60, 2));
    assertThat(fit(20_000, 60, 2, bytes, directory, "race")).contains("CONVERGED");
    assertThat(fit(20_000, 60, 2, bytes / 4, directory, "race")).contains("OutOfMemoryError");
  }

  @Test
  void wideRowsFitInTwoGigabytes() {
    assertThat(MemoryEstimate.bytes(20_000, 200, 4)).isLessThan(1L << 30);
  }

  @Test
  void growsWithEveryArgumentAndHoldsTheRows() {
    long base = MemoryEstimate.bytes(100_000, 20, 4);
    assertThat(base).isGreaterThan(100_000L * 22 * 8);
    assertThat(MemoryEstimate.bytes(200_000, 20, 4)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(100_000, 40, 4)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(100_000, 20, 8)).isGreaterThan(base);
    assertThat(MemoryEstimate.bytes(2_000_000_000L, 100, 4)).isGreaterThan(1L << 40);
  }
}
