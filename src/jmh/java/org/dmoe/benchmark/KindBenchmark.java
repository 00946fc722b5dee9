package org.dmoe.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dmoe.data.Observations;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitProbe;
import org.dmoe.em.FitResult;
import org.dmoe.em.FitStatus;
import org.dmoe.em.LocalFit;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;

/** Local fits of one kind of data over many seeds. */
final class KindBenchmark {

  private static final int ROWS = 5000;
  private static final int MANY_ROWS = 80_000;
  private static final int MANY_ROWS_SEEDS = 3;
  private static final double SUCCESS = 1e-5;
  private static final double SAME_LIKELIHOOD = 1e-6;

  private final SyntheticKind kind;
  private final int seeds;
  private final int moreStarts;
  private final int irlsSeeds;
  private final double[] milliseconds;
  private final List<String> misses = new ArrayList<>();
  private double iterations;
  private double gapToTruth;
  private double irlsMilliseconds;
  private double irlsBestMilliseconds;
  private double irlsOwnMilliseconds;

  KindBenchmark(SyntheticKind kind, int seeds, int moreStarts, int irlsSeeds) {
    this.kind = kind;
    this.seeds = seeds;
    this.moreStarts = moreStarts;
    this.irlsSeeds = Math.min(irlsSeeds, seeds);
    this.milliseconds = new double[seeds];
  }

  void run() {
    for (int i = 0; i < 6; i++) {
      fit(sample(population(-1), ROWS, i), i);
    }
    for (int seed = 0; seed < seeds; seed++) {
      measure(seed);
    }
  }

  private void measure(int seed) {
    Population population = population(seed);
    Observations rows = sample(population, ROWS, seed);
    double from = seconds();
    FitResult result = fit(rows, seed);
    milliseconds[seed] = 1e3 * (seconds() - from);
    iterations += result.diagnostics().iterations();
    double reached = result.diagnostics().logLikelihood();
    FitProbe probe = new FitProbe(rows, kind.experts());
    double ofTruth = probe.fromModel(population.truth());
    gapToTruth += reached - ofTruth;
    double best = ofTruth;
    for (int start = 0; start < moreStarts; start++) {
      best = Math.max(best, probe.fromStart(1000L + start));
    }
    if (!(reached >= best - SUCCESS * Math.abs(best)) || result.status() != FitStatus.CONVERGED) {
      misses.add(
          String.format(
              Locale.ROOT,
              "  miss: seed %d, %.3f, best %.3f, from the truth %.3f, %s",
              seed,
              reached,
              best,
              ofTruth,
              result.diagnostics().reason()));
    }
    if (seed < irlsSeeds) {
      compareWithIrls(probe, seed, reached);
    }
  }

  private void compareWithIrls(FitProbe probe, int seed, double reached) {
    double target = reached - SAME_LIKELIHOOD * Math.abs(reached);
    double[] irls = probe.innerIrlsSeconds(seed, target, KindBenchmark::seconds);
    irlsMilliseconds += 1e3 * irls[0];
    irlsBestMilliseconds += 1e3 * irls[1];
    irlsOwnMilliseconds += milliseconds[seed];
  }

  String line() {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    double median = medianMilliseconds();
    return String.format(
        Locale.ROOT,
        "%-9s %4d/%-4d %8.1f %10.1f %7.1f %12.3f %13.1f %13.1f %9.1f",
        kind.name().toLowerCase(Locale.ROOT),
        seeds - misses.size(),
        seeds,
        iterations / seeds,
        median,
        sorted[seeds * 95 / 100],
        gapToTruth / seeds,
        irlsMilliseconds / irlsOwnMilliseconds,
        irlsBestMilliseconds / irlsOwnMilliseconds,
        manyRowsMilliseconds() / median);
  }

  /** Of the fits of 5000 rows. */
  double medianMilliseconds() {
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return sorted[seeds / 2];
  }

  List<String> misses() {
    return misses;
  }

  private double manyRowsMilliseconds() {
    double[] times = new double[MANY_ROWS_SEEDS];
    for (int seed = 0; seed < MANY_ROWS_SEEDS; seed++) {
      Observations rows = sample(population(seed), MANY_ROWS, seed);
      double from = seconds();
      fit(rows, seed);
      times[seed] = 1e3 * (seconds() - from);
    }
    Arrays.sort(times);
    return times[MANY_ROWS_SEEDS / 2];
  }

  private FitResult fit(Observations rows, long seed) {
    FitOptions alone = FitOptions.builder(kind.experts()).threads(Threads.ONE).build();
    return LocalFit.fit(rows, alone, seed, Progress.SILENT);
  }

  private Population population(long seed) {
    return kind.population(seed, kind.dimension(), kind.experts());
  }

  private static Observations sample(Population population, int n, long seed) {
    RowGenerator generator = RowGenerator.of(population, seed);
    Observations.Builder rows = Observations.builder(population.truth().dimension());
    generator.goTo(0);
    for (int i = 0; i < n; i++) {
      generator.next();
      rows.add(generator.x(), generator.y());
    }
    return rows.build();
  }

  private static double seconds() {
    return 1e-9 * ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
