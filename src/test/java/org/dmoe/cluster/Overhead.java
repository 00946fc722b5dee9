package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/**
 * What a command on YARN takes more than in the local runner, both measured in turns. Other work on
 * the machine can only add to either, so the least of some runs counts.
 *
 * @param local seconds of the local runner
 * @param yarn seconds on YARN
 * @param load of the machine before, runnable threads a core
 */
record Overhead(double local, double yarn, double load) {

  /** Seconds that are allowed. */
  static final double BOUND = 25;

  private static final int MOST_RUNS = 3;
  private static final double IDLE = 1;
  private static final Path FILE = Path.of("target/cluster-overhead.md");

  static Overhead of(IntToDoubleFunction local, IntToDoubleFunction yarn) {
    double load = loadOfACore();
    Overhead best = new Overhead(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, load);
    int runs = best.machineWasIdle() ? MOST_RUNS : 1;
    for (int run = 0; run < runs && !(best.seconds() < BOUND); run++) {
      best =
          new Overhead(
              Math.min(best.local, local.applyAsDouble(run)),
              Math.min(best.yarn, yarn.applyAsDouble(run)),
              load);
    }
    return best;
  }

  private static double loadOfACore() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system.getSystemLoadAverage() / system.getAvailableProcessors();
  }

  double seconds() {
    return yarn - local;
  }

  boolean machineWasIdle() {
    return load < IDLE;
  }

  void write() {
    try {
      Files.writeString(
          FILE,
          String.format(
              Locale.ROOT,
              """
              | what was run | local runner, s | YARN, s | overhead, s | load of a core before |
              | --- | ---: | ---: | ---: | ---: |
              | sample, fit | %.1f | %.1f | %.1f | %.1f |
              """,
              local,
              yarn,
              seconds(),
              load));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
