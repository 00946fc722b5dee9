package org.dmoe.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.model.Progress;

/**
 * Local fits of real tables over many seeds, one line a file: how many end within 1e-5 of the best
 * of them, how far below it the worst ends, and the time of the thread's processor.
 *
 * <p>Arguments: {@code DIRECTORY RESPONSE EXPERTS SEEDS}; the tables are CSV, all other columns
 * covariates.
 */
public final class StationBenchmark {

  private static final double SUCCESS = 1e-5;

  private StationBenchmark() {}

  public static void main(String[] args) throws IOException {
    int experts = Integer.parseInt(args[2]);
    int seeds = Integer.parseInt(args[3]);
    System.out.printf(
        "%-16s %9s %14s %10s %10s%n", "table", "success", "best", "worst gap", "ms median");
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        Observations rows = read(file, args[1]);
        System.out.println(line(file.getFileName().toString(), rows, experts, seeds));
      }
    }
  }

  private static String line(String name, Observations rows, int experts, int seeds) {
    double[] reached = new double[seeds];
    double[] milliseconds = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      double from = milliseconds();
      FitResult fit = LocalFit.fit(rows, FitOptions.of(experts), 100 + seed, Progress.SILENT);
      milliseconds[seed] = milliseconds() - from;
      reached[seed] = fit.diagnostics().logLikelihood();
    }
    double best = Arrays.stream(reached).max().orElseThrow();
    long successes = Arrays.stream(reached).filter(r -> r >= best - SUCCESS * -best).count();
    double worst = Arrays.stream(reached).min().orElseThrow() - best;
    Arrays.sort(milliseconds);
    return String.format(
        Locale.ROOT,
        "%-16s %4d/%-4d %14.1f %10.1f %10.0f",
        name,
        successes,
        seeds,
        best,
        worst,
        milliseconds[seeds / 2]);
  }

  /** A table of numbers with a header. */
  static Observations read(Path file, String response) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int at = Arrays.asList(lines.get(0).split(",")).indexOf(response);
    int d = lines.get(0).split(",").length - 1;
    Observations.Builder rows = Observations.builder(d);
    for (String line : lines.subList(1, lines.size())) {
      double[] values = Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray();
      double[] x = new double[d];
      System.arraycopy(values, 0, x, 0, at);
      System.arraycopy(values, at + 1, x, at, d - at);
      rows.add(x, values[at]);
    }
    return rows.build();
  }

  private static double milliseconds() {
    return 1e-6 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
