package org.dmoe.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dmoe.data.Observations;
import org.dmoe.em.FitOptions;
import org.dmoe.em.LocalFit;
import org.dmoe.evaluate.Metrics;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/**
 * How far models made in one shot, and after one and two steps of refinement, are from the best fit
 * of all rows: on rows of test, and in training. Kinds of simulated data, also such as the model
 * does not fit, on machines of several sizes; tables of machines. One line a model: mean and worst
 * gap over the seeds on the test rows, mean gap on the training rows, in nats a row.
 *
 * <p>Arguments: {@code [--seeds N] [--first SEED] [--kind NAME] [--machines M --rows N]}, or {@code
 * --tables DIRECTORY --response NAME --experts K [--seeds N]} for CSV tables in {@code train/} and
 * {@code test/}, each of the former a machine.
 */
public final class AccuracyBenchmark {

  private static final int TEST_ROWS = 20_000;

  /** Machines and rows of each. */
  private record Size(int machines, int rows) {}

  /** Of a model on the test rows and on those of training. */
  private record Gap(double test, double training) {}

  private List<Size> sizes = List.of(new Size(16, 5000), new Size(64, 1250), new Size(128, 625));
  private int seeds = 5;
  private int first = 1;
  private String only = "";
  private String tables = "";
  private String response = "";
  private int experts = 2;

  public static void main(String[] args) throws IOException {
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
        case "--first" -> first = Integer.parseInt(args[i + 1]);
        case "--kind" -> only = args[i + 1].toLowerCase(Locale.ROOT);
        case "--tables" -> tables = args[i + 1];
        case "--response" -> response = args[i + 1];
        case "--experts" -> experts = Integer.parseInt(args[i + 1]);
        case "--machines" -> machines = Integer.parseInt(args[i + 1]);
        case "--rows" -> rows = Integer.parseInt(args[i + 1]);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
      if (args[i].equals("--machines") || args[i].equals("--rows")) {
        sizes = List.of(new Size(machines, rows));
      }
    }
  }

  private void run() throws IOException {
    System.out.printf(
        "%-9s %-11s %-16s %12s %12s %12s%n",
        "data", "machines", "model", "mean gap", "worst gap", "training");
    if (!tables.isEmpty()) {
      runTables();
      return;
    }
    for (AccuracyKind kind : AccuracyKind.values()) {
      for (Size size : sizes) {
        if (only.isEmpty() || kind.label().equals(only)) {
          Map<String, List<Gap>> gaps = new LinkedHashMap<>();
          for (int seed = first; seed < first + seeds; seed++) {
            AccuracyKind.Data data = kind.draw(seed, size.machines(), size.rows(), TEST_ROWS);
            add(gaps(data, kind.experts(), seed), gaps);
          }
          print(kind.label(), size.machines() + " x " + size.rows(), gaps);
        }
      }
    }
  }

  private void runTables() throws IOException {
    List<Observations> parts = read(Path.of(tables, "train"));
    AccuracyKind.Data data =
        new AccuracyKind.Data(parts, together(parts), together(read(Path.of(tables, "test"))));
    Map<String, List<Gap>> gaps = new LinkedHashMap<>();
    for (int seed = first; seed < first + seeds; seed++) {
      add(gaps(data, experts, seed), gaps);
    }
    print("tables", parts.size() + " files", gaps);
  }

  private List<Observations> read(Path directory) throws IOException {
    List<Observations> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
        read.add(StationBenchmark.read(file, response));
      }
    }
    return read;
  }

  private static Observations together(List<Observations> parts) {
    Observations.Builder all = Observations.builder(parts.get(0).dimension());
    double[] x = new double[parts.get(0).dimension()];
    for (Observations part : parts) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i), part.weight(i));
      }
    }
    return all.build();
  }

  private static void add(Map<String, Gap> ofSeed, Map<String, List<Gap>> gaps) {
    ofSeed.forEach((name, gap) -> gaps.computeIfAbsent(name, n -> new ArrayList<>()).add(gap));
  }

  private static void print(String data, String machines, Map<String, List<Gap>> gaps) {
    gaps.forEach(
        (name, all) ->
            System.out.printf(
                Locale.ROOT,
                "%-9s %-11s %-16s %12.5f %12.5f %12.6f%n",
                data,
                machines,
                name,
                all.stream().mapToDouble(Gap::test).average().orElseThrow(),
                all.stream().mapToDouble(Gap::test).min().orElseThrow(),
                all.stream().mapToDouble(Gap::training).average().orElseThrow()));
  }

  private static Map<String, Gap> gaps(AccuracyKind.Data data, int experts, int seed)
      throws IOException {
    AccuracyModels made = new AccuracyModels(data, experts, seed);
    Map<String, MixtureOfExperts> models = made.oneShot();
    MixtureOfExperts one = made.after(1, models);
    MixtureOfExperts two = made.after(2, models);
    models.put("one step", one);
    models.put("two steps", two);
    MixtureOfExperts best = central(data.all(), two, experts, seed);
    models.put("global", best);
    Gap reference = new Gap(score(best, data.test()), score(best, data.all()));
    Map<String, Gap> gaps = new LinkedHashMap<>();
    models.forEach((name, model) -> gaps.put(name, gap(model, data, reference)));
    addLocals(made.localModels(), data, reference, gaps);
    return gaps;
  }

  /** The best on the test rows, and the one in the middle. */
  private static void addLocals(
      List<LocalModel> locals, AccuracyKind.Data data, Gap reference, Map<String, Gap> gaps) {
    Gap[] all =
        locals.stream()
            .map(local -> gap(local.mixture(), data, reference))
            .sorted((a, b) -> Double.compare(a.test(), b.test()))
            .toArray(Gap[]::new);
    gaps.put("best local", all[all.length - 1]);
    gaps.put("median local", all[all.length / 2]);
  }

  private static Gap gap(MixtureOfExperts model, AccuracyKind.Data data, Gap reference) {
    return new Gap(
        score(model, data.test()) - reference.test(),
        score(model, data.all()) - reference.training());
  }

  /** The better of a race of its own and a climb from where two steps led. */
  private static MixtureOfExperts central(
      Observations rows, MixtureOfExperts near, int experts, int seed) {
    FitOptions options = FitOptions.of(experts);
    MixtureOfExperts own = LocalFit.fit(rows, options, seed, Progress.SILENT).model().orElseThrow();
    MixtureOfExperts climbed =
        LocalFit.fitFrom(near, rows, options, AccuracyModels.NO_NAMES, Progress.SILENT)
            .model()
            .orElseThrow();
    return score(own, rows) > score(climbed, rows) ? own : climbed;
  }

  private static double score(MixtureOfExperts model, Observations rows) {
    return Metrics.of(model, rows).meanLogLikelihood();
  }
}
