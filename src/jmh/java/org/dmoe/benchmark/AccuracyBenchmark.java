package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.DominanceCheck;
import org.dmoe.em.FitOptions;
import org.dmoe.em.FitResult;
import org.dmoe.em.LocalFit;
import org.dmoe.evaluate.Metrics;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;

/**
 * How far the one-shot reduction of 16 local models of 5000 rows each is from the maximum
 * likelihood of all 80,000, on 20,000 rows of test, for the kinds of simulated data.
 *
 * <p>Arguments: {@code [--seeds N] [--kind NAME]}.
 */
public final class AccuracyBenchmark {

  private static final int MACHINES = 16;
  private static final int ROWS_EACH = 5000;
  private static final int TEST_ROWS = 20_000;
  private static final int SUPPORT_ROWS = 2000;

  private int seeds = 5;
  private String only = "";

  public static void main(String[] args) {
    AccuracyBenchmark benchmark = new AccuracyBenchmark();
    benchmark.parse(args);
    benchmark.run();
  }

  private void parse(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
    }
    for (int i = 0; i < args.length; i += 2) {
      switch (args[i]) {
        case "--seeds" -> seeds = Integer.parseInt(args[i + 1]);
        case "--kind" -> only = args[i + 1].toUpperCase(Locale.ROOT);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  private void run() {
    System.out.printf(
        "%-9s %4s %14s %14s %10s %10s %8s %8s %8s%n",
        "data",
        "seed",
        "one-shot",
        "centralised",
        "gap/row",
        "truth gap",
        "RPE",
        "RPE cen.",
        "beaten");
    for (SyntheticKind kind : SyntheticKind.values()) {
      if (only.isEmpty() || kind.name().equals(only)) {
        double sum = 0;
        for (int seed = 1; seed <= seeds; seed++) {
          sum += measure(kind, seed);
        }
        System.out.printf(
            Locale.ROOT, "%-9s mean %40.5f%n", kind.name().toLowerCase(Locale.ROOT), sum / seeds);
      }
    }
  }

  private double measure(SyntheticKind kind, int seed) {
    Population population = kind.population(seed, kind.dimension(), kind.experts());
    RowGenerator generator = RowGenerator.of(population, seed);
    generator.goTo(0);
    int d = kind.dimension();
    Observations.Builder all = Observations.builder(d);
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < MACHINES; m++) {
      parts.add(draw(generator, d, ROWS_EACH, all));
    }
    Observations test = draw(generator, d, TEST_ROWS, Observations.builder(d));
    FitOptions options = FitOptions.of(kind.experts());
    List<LocalModel> locals = new ArrayList<>();
    List<MixtureOfExperts> mixtures = new ArrayList<>();
    for (int m = 0; m < MACHINES; m++) {
      FitResult fit = LocalFit.fit(parts.get(m), options, 31L * seed + m, Progress.SILENT);
      mixtures.add(fit.model().orElseThrow());
      locals.add(new LocalModel("m" + m, mixtures.get(m), ROWS_EACH));
    }
    Observations rows = all.build();
    MixtureOfExperts central =
        LocalFit.fit(rows, options, seed, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts global =
        ReductionEstimator.of(ReductionOptions.of(kind.experts()))
            .aggregate(locals, support(rows, seed), Progress.SILENT)
            .model();
    Metrics ours = Metrics.of(global, test);
    Metrics best = Metrics.of(central, test);
    Metrics truth = Metrics.of(population.truth(), test);
    double gap = ours.meanLogLikelihood() - best.meanLogLikelihood();
    System.out.printf(
        Locale.ROOT,
        "%-9s %4d %14.1f %14.1f %10.5f %10.5f %8.4f %8.4f %5d/16%n",
        kind.name().toLowerCase(Locale.ROOT),
        seed,
        ours.meanLogLikelihood() * TEST_ROWS,
        best.meanLogLikelihood() * TEST_ROWS,
        gap,
        best.meanLogLikelihood() - truth.meanLogLikelihood(),
        ours.rpe(),
        best.rpe(),
        beaten(parts, mixtures));
    return gap;
  }

  private static int beaten(List<Observations> parts, List<MixtureOfExperts> mixtures) {
    int beaten = 0;
    for (int m = 0; m < parts.size(); m++) {
      OptionalInt winner =
          DominanceCheck.winner(parts.get(m), mixtures.get(m), mixtures, 1, Progress.SILENT);
      beaten += winner.isPresent() ? 1 : 0;
    }
    return beaten;
  }

  private static Observations draw(
      RowGenerator generator, int d, int n, Observations.Builder also) {
    Observations.Builder rows = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      generator.next();
      rows.add(generator.x(), generator.y());
      also.add(generator.x(), generator.y());
    }
    return rows.build();
  }

  private static SupportingSample support(Observations rows, long seed) {
    double[][] X = new double[SUPPORT_ROWS][rows.dimension()];
    Random random = new Random(seed);
    for (double[] x : X) {
      rows.copyRow(random.nextInt(rows.rows()), x);
    }
    return SupportingSample.of(List.of(), X);
  }
}
