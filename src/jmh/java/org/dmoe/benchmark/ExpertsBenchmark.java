package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.EnumMap;
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
import org.dmoe.data.synthetic.Population;
import org.dmoe.data.synthetic.RowGenerator;
import org.dmoe.data.synthetic.SyntheticKind;
import org.dmoe.em.FitOptions;
import org.dmoe.em.search.Subsample;
import org.dmoe.evaluate.Criterion;
import org.dmoe.evaluate.ExpertCandidate;
import org.dmoe.evaluate.Metrics;
import org.dmoe.io.StoredModel;
import org.dmoe.model.Design;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.NoUsableModelException;
import org.dmoe.model.Progress;
import org.dmoe.transport.ReductionOptions;

/**
 * How often the true number of experts is chosen, by each criterion, among 1 to two more than it:
 * for each number a pilot, local fits from there and their aggregation, as {@code fit} does, every
 * run on a population of its own of the kind {@code hard}.
 *
 * <p>Arguments: {@code [--runs N] [--first SEED] [--dimension D] [--experts K] [--machines M]
 * [--rows N]}; what is not given is tried with 5 and 20 covariates, 2, 3 and 4 experts, 1000 and
 * 5000 rows on 16 machines.
 */
public final class ExpertsBenchmark {

  private static final int SUPPORT_ROWS = 10_000;
  private static final int MORE = 2;
  private static final FeatureSpec NO_NAMES = new FeatureSpec(List.of(), "");

  private int runs = 200;
  private int first = 1;
  private int machines = 16;
  private List<Integer> dimensions = List.of(5, 20);
  private List<Integer> experts = List.of(2, 3, 4);
  private List<Integer> rows = List.of(1000, 5000);

  public static void main(String[] args) {
    ExpertsBenchmark benchmark = new ExpertsBenchmark();
    benchmark.parse(args);
    benchmark.run();
  }

  private void parse(String[] args) {
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("option without a value: " + args[args.length - 1]);
    }
    for (int i = 0; i < args.length; i += 2) {
      int value = Integer.parseInt(args[i + 1]);
      switch (args[i]) {
        case "--runs" -> runs = value;
        case "--first" -> first = value;
        case "--machines" -> machines = value;
        case "--dimension" -> dimensions = List.of(value);
        case "--experts" -> experts = List.of(value);
        case "--rows" -> rows = List.of(value);
        default -> throw new IllegalArgumentException("unknown option " + args[i]);
      }
    }
  }

  private void run() {
    for (int d : dimensions) {
      for (int n : rows) {
        for (int K : experts) {
          print(d, K, n);
        }
      }
    }
  }

  private void print(int d, int K, int n) {
    Map<Criterion, Integer> right = new EnumMap<>(Criterion.class);
    StringBuilder wrong = new StringBuilder();
    for (int run = 0; run < runs; run++) {
      List<ExpertCandidate> candidates = candidates(first + run, d, K, n);
      for (Criterion criterion : Criterion.values()) {
        int best = criterion.best(candidates).experts();
        right.merge(criterion, best == K ? 1 : 0, Integer::sum);
        if (criterion == Criterion.BIC && best != K) {
          wrong.append(" %d:%d".formatted(first + run, best));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "d = %d, K = %d, %d x %d, %d runs: BIC %d, AIC %d, ICL %d right%s%n",
        d,
        K,
        machines,
        n,
        runs,
        right.get(Criterion.BIC),
        right.get(Criterion.AIC),
        right.get(Criterion.ICL),
        wrong.isEmpty() ? "" : "; BIC, seed:chosen" + wrong);
  }

  private List<ExpertCandidate> candidates(int seed, int d, int K, int n) {
    Population population = SyntheticKind.HARD.population(20_000L + seed, d, K);
    List<Observations> parts = parts(population, 30_000L + seed, n);
    Observations all = all(parts, d);
    Observations drawn = Subsample.of(all, Math.min(SUPPORT_ROWS, all.rows()), 40_000L + seed);
    List<ExpertCandidate> candidates = new ArrayList<>();
    for (int number = 1; number <= K + MORE; number++) {
      try {
        MixtureOfExperts model = aggregated(number, parts, drawn, seed);
        candidates.add(ExpertCandidate.of(number, d, Design.FULL, Metrics.of(model, all)));
      } catch (NoUsableModelException e) {
        break;
      }
    }
    return candidates;
  }

  private List<Observations> parts(Population population, long seed, int n) {
    RowGenerator generator = RowGenerator.of(population, seed);
    List<Observations> parts = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      Observations.Builder part = Observations.builder(population.truth().dimension());
      for (int i = 0; i < n; i++) {
        generator.next();
        part.add(generator.x(), generator.y(), 1);
      }
      parts.add(part.build());
    }
    return parts;
  }

  private static Observations all(List<Observations> parts, int d) {
    Observations.Builder all = Observations.builder(d);
    double[] x = new double[d];
    for (Observations part : parts) {
      for (int i = 0; i < part.rows(); i++) {
        part.copyRow(i, x);
        all.add(x, part.response(i), 1);
      }
    }
    return all.build();
  }

  /** As the jobs do it. */
  private static MixtureOfExperts aggregated(
      int number, List<Observations> parts, Observations drawn, int seed)
      throws NoUsableModelException {
    FitOptions options = FitOptions.of(number);
    StoredModel pilot = Pilot.fit(NO_NAMES, options, drawn, 50_000L + seed, Progress.SILENT);
    if (number > 1 && Pilot.flaw(pilot, number).isPresent()) {
      throw new NoUsableModelException(Pilot.flaw(pilot, number).get());
    }
    CommonStart start = new CommonStart(StartKind.PILOT, pilot.mixture().orElseThrow());
    LocalRecords records = new LocalRecords(NO_NAMES, options, Map.of());
    List<LocalModel> locals = new ArrayList<>();
    for (int m = 0; m < parts.size(); m++) {
      start
          .fit(records, "m%04d".formatted(m), parts.get(m), 31L * seed + m, Progress.SILENT)
          .localModel()
          .ifPresent(locals::add);
    }
    return Aggregators.named("reduction", ReductionOptions.of(number))
        .aggregate(locals, support(drawn), Progress.SILENT)
        .model();
  }

  private static SupportingSample support(Observations rows) {
    double[][] X = new double[rows.rows()][rows.dimension()];
    for (int i = 0; i < X.length; i++) {
      rows.copyRow(i, X[i]);
    }
    return SupportingSample.of(List.of(), X);
  }
}
