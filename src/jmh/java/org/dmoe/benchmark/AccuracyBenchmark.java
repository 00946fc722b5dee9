package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmoe.aggregate.Aggregators;
import org.dmoe.aggregate.CommonStart;
import org.dmoe.aggregate.LocalRecords;
import org.dmoe.aggregate.Pilot;
import org.dmoe.aggregate.StartKind;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.em.search.Subsample;
import org.dmoe.evaluate.Metrics;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionOptions;

/**
 * How far models made in one shot, and after one and two steps of refinement, are from the maximum
 * likelihood of all rows, on 20,000 rows of test, for kinds of simulated data, also such as the
 * model does not fit, and sizes of machines. One line a model: mean and worst gap over the seeds,
 * in nats a row.
 *
 * <p>Arguments: {@code [--seeds N] [--kind NAME] [--machines M --rows N]}.
 */
public final class AccuracyBenchmark {

  private static final int TEST_ROWS = 20_000;
  private static final int SUPPORT_ROWS = 10_000;
  private static final FeatureSpec NO_NAMES = new FeatureSpec(List.of(), "");

  /** Machines and rows of each. */
  private record Size(int machines, int rows) {}

  private List<Size> sizes = List.of(new Size(16, 5000), new Size(64, 1250), new Size(128, 625));
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
    int machines = sizes.get(0).machines();
    int rows = sizes.get(0).rows();
    for (int i = 0; i < args.length; i += 2) {
      switch (args[i]) {
        case "--seeds" -> seeds = Integer.parseInt(args[i + 1]);
        case "--kind" -> only = args[i + 1].toLowerCase(Locale.ROOT);
        case "--machines" -> machines = Integer.parseInt(args[i + 1]);
        case "--rows" -> rows = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
      if (args[i].equals("--machines") || args[i].equals("--rows")) {
        sizes = List.of(new Size(machines, rows));
      }
    }
  }

  private void run() {
    System.out.printf(
        "%-9s %-11s %-16s %12s %12s%n", "data", "machines", "model", "mean gap", "worst gap");
    for (AccuracyKind kind : AccuracyKind.values()) {
      for (Size size : sizes) {
        if (only.isEmpty() || kind.label().equals(only)) {
          print(kind, size);
        }
      }
    }
  }

  private void print(AccuracyKind kind, Size size) {
    Map<String, List<Double>> gaps = new LinkedHashMap<>();
    for (int seed = 1; seed <= seeds; seed++) {
      gaps(kind, size, seed)
          .forEach((name, gap) -> gaps.computeIfAbsent(name, n -> new ArrayList<>()).add(gap));
    }
    gaps.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-9s %-11s %-16s %12.5f %12.5f%n",
                kind.label(),
                size.machines() + " x " + size.rows(),
                name,
                all.stream().mapToDouble(gap -> gap).average().orElseThrow(),
                all.stream().mapToDouble(gap -> gap).min().orElseThrow()));
  }

  private static Map<String, Double> gaps(AccuracyKind kind, Size size, int seed) {
    AccuracyKind.Data data = kind.draw(seed, size.machines(), size.rows(), TEST_ROWS);
    Map<String, MixtureOfExperts> models = models(kind, data, seed);
    MixtureOfExperts all = central(kind, data.all(), models.get("reduction"), seed);
    double best = score(all, data.test());
    models.put("global", all);
    Map<String, Double> gaps = new LinkedHashMap<>();
    models.forEach(
        (name, model) -> gaps.merge(line(name), score(model, data.test()) - best, Math::max));
    return gaps;
  }

  private static String line(String name) {
    return name.startsWith("m") && Character.isDigit(name.charAt(1)) ? "best local" : name;
  }

  /** As the jobs do it: pilot, local fits from there, aggregations. */
  private static Map<String, MixtureOfExperts> models(
      AccuracyKind kind, AccuracyKind.Data data, int seed) {
    List<Observations> parts = data.parts();
    FitOptions options = FitOptions.of(kind.experts());
    Observations drawn = Subsample.of(data.all(), SUPPORT_ROWS, 1000L + seed);
    MixtureOfExperts pilot =
        LocalFit.fit(drawn, Pilot.options(options), 2000L + seed, Progress.SILENT)
            .model()
            .orElseThrow();
    CommonStart start = new CommonStart(StartKind.PILOT, pilot);
    LocalRecords records = new LocalRecords(NO_NAMES, options, Map.of());
    List<LocalModel> locals = new ArrayList<>();
    for (int m = 0; m < parts.size(); m++) {
      String id = "m%04d".formatted(m);
      locals.add(
          start
              .fit(records, id, parts.get(m), 31L * seed + m, Progress.SILENT)
              .localModel()
              .orElseThrow());
    }
    Map<String, MixtureOfExperts> models = new LinkedHashMap<>();
    for (String name :
        List.of(
            "reduction",
            "transport",
            "likelihood",
            "statistics",
            "aligned-average",
            "weighted-average",
            "likeliest")) {
      models.put(
          name,
          Aggregators.named(name, ReductionOptions.of(kind.experts()))
              .aggregate(locals, support(drawn), Progress.SILENT)
              .model());
    }
    models.put("pilot", pilot);
    MixtureOfExperts reduction = models.get("reduction");
    List<MixtureOfExperts> candidates = new ArrayList<>(models.values());
    AccuracyClimb climb = new AccuracyClimb(parts);
    models.put("one step", climb.after(1, reduction, candidates));
    models.put("two steps", climb.after(2, reduction, candidates));
    locals.forEach(local -> models.put(local.id(), local.mixture()));
    return models;
  }

  /** The better of a race of its own and a climb from the reduction. */
  private static MixtureOfExperts central(
      AccuracyKind kind, Observations rows, MixtureOfExperts reduction, int seed) {
    FitOptions options = FitOptions.of(kind.experts());
    MixtureOfExperts own = LocalFit.fit(rows, options, seed, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts climbed =
        LocalFit.fitFrom(reduction, rows, options, NO_NAMES, Progress.SILENT).model().orElseThrow();
    return score(own, rows) > score(climbed, rows) ? own : climbed;
  }

  private static double score(MixtureOfExperts model, Observations rows) {
    return Metrics.of(model, rows).meanLogLikelihood();
  }

  private static SupportingSample support(Observations rows) {
    double[][] X = new double[rows.rows()][rows.dimension()];
    for (int i = 0; i < X.length; i++) {
      rows.copyRow(i, X[i]);
    }
    return SupportingSample.of(List.of(), X);
  }
}
