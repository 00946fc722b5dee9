package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
  private static String fit(int n, int d, int K, long heap, Path directory) throws Exception {
    Path log = directory.resolve("log-" + heap);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap / 1024 + "k",
                "-cp",
                System.getProperty("java.class.path"),
                FitInHeap.class.getName(),
                String.valueOf(n),
                String.valueOf(d),
                String.valueOf(K))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
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
