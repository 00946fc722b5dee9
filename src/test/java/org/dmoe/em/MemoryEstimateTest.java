package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dmoe.linalg.Threads;
import org.dmoe.model.family.Poisson;
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

  private static long bytes(FitOptions.Builder options, int threads) {
    return MemoryEstimate.bytes(1000, 1, options.threads(new Threads(threads)).build());
  }

  /**
   * Two experts, p = 2: 6 Gram matrices of a Hessian pass, 3 of EM and 20 products, each of 3
   * doubles that take 8; 58 vectors of 200 rows; 8 parameters with a Hessian and its factor.
   */
  @Test
  void eachFurtherThreadOfARaceHasAPassOfItsOwn() {
    long ofThread = ((6 + 3 + 20) * 8 + 58 * 200 + 2 * 8 * 8) * 8;
    FitOptions.Builder options = FitOptions.builder(2);
    assertThat(bytes(options, 3)).isEqualTo(bytes(options, 1) + 2 * ofThread);
    assertThat(bytes(options.starts(2), 9)).isEqualTo(bytes(options, 1) + ofThread);
  }

  /** Of counts: 14 Gram matrices, each with two vectors; 6 parameters. */
  @Test
  void threadsOfAnotherFamilysRaceTakeTheirsToo() {
    long ofThread = (14 * (8 + 2 * 200) + 2 * 6 * 6) * 8;
    FitOptions.Builder options = FitOptions.builder(2).family(Poisson.INSTANCE);
    assertThat(bytes(options, 3)).isEqualTo(bytes(options, 1) + 2 * ofThread);
  }
}
