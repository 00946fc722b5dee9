package org.dmoe.io;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.inference.CovarianceKind;
import org.dmoe.inference.InferenceSummary;
import org.dmoe.inference.ParameterCovariance;
import org.dmoe.io.avro.AggregationRecord;
import org.dmoe.io.avro.FitRecord;
import org.dmoe.io.avro.LocalShareRecord;
import org.dmoe.io.avro.MmStartRecord;
import org.dmoe.io.avro.StartRecord;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.Undetermined;

/** Models for the tests of files. */
final class Samples {

  private Samples() {}

  static MixtureOfExperts mixture(long seed, int experts, int dimension) {
    SplittableRandom random = new SplittableRandom(seed);
    List<GaussianExpert> all = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      all.add(GaussianExpert.of(numbers(random, dimension + 1), Math.exp(wild(random) % 300)));
    }
    double[][] alpha = new double[experts][dimension + 1];
    for (int k = 0; k < experts - 1; k++) {
      alpha[k] = numbers(random, dimension + 1);
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), all);
  }

  /** Everything known. */
  static StoredModel full(long seed, int experts, int dimension) {
    List<String> features = new ArrayList<>();
    for (int j = 0; j < dimension; j++) {
      features.add("x\u00e4 \"" + j + "\"");
    }
    TreeMap<String, String> provenance = new TreeMap<>();
    provenance.put("seed", "" + seed);
    provenance.put("version", "0.1.0\n,");
    return StoredModel.builder(
            "part-" + seed,
            Optional.of(mixture(seed, experts, dimension)),
            1234.5 + (seed & 0xFFFF))
        .status("CONVERGED")
        .names(features, "y")
        .fit(fit())
        .aggregation(aggregation())
        .provenance(provenance)
        .undetermined(undetermined(seed, dimension))
        .statistics(statistics(seed, experts, dimension))
        .inference(inference(seed, experts, dimension))
        .build();
  }

  private static Optional<InferenceSummary> inference(long seed, int experts, int dimension) {
    int nu = mixture(seed, experts, dimension).freeParameters();
    double[] lower = numbers(new SplittableRandom(seed), nu * (nu + 1) / 2);
    for (int i = 0; i < nu; i++) {
      lower[i * (i + 3) / 2] = Math.abs(lower[i * (i + 3) / 2]);
    }
    ParameterCovariance covariance =
        new ParameterCovariance(
            CovarianceKind.MACHINE, lower, new int[] {nu - 1}, new int[] {0}, 7, seed % 2 == 0);
    return Optional.of(
        new InferenceSummary(covariance, 99, -1.0 / 3, Collections.nCopies(experts, 0.1)));
  }

  /** With a category, means and units. */
  static StoredModel withColumns(long seed, int levels) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      names.add("l&%+ \u00e4\"" + i);
    }
    List<FeatureColumn> columns =
        List.of(
            FeatureColumn.number("a,b").withMean(1.0 / (seed | 1)).withUnit("m/s"),
            FeatureColumn.category("site", names),
            FeatureColumn.number("c"));
    List<String> features = new FeatureSpec(columns, "y", "").features();
    StoredModel plain = full(seed, 2, features.size());
    return plain.toBuilder().names(features, "y").columns(columns).build();
  }

  static StoredModel failed(String id) {
    return StoredModel.builder(id, Optional.empty(), 3)
        .status("TOO_FEW_ROWS")
        .names(List.of("x1"), "y")
        .fit(fit())
        .build();
  }

  private static Optional<EmStatistics> statistics(long seed, int experts, int dimension) {
    Random random = new Random(seed);
    int columns = dimension + 1;
    List<EmStatistics.Share> shares = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      double[] mean = random.doubles(columns, -5, 5).toArray();
      double[] scatter = random.doubles(columns * (columns + 1) / 2, 0, 9).toArray();
      shares.add(new EmStatistics.Share(random.nextDouble(), mean, scatter));
    }
    return Optional.of(EmStatistics.of(shares));
  }

  private static Undetermined undetermined(long seed, int dimension) {
    SplittableRandom random = new SplittableRandom(~seed);
    return Undetermined.of(List.of(numbers(random, dimension + 1), numbers(random, dimension + 1)));
  }

  private static FitRecord fit() {
    return new FitRecord(
        Integer.MAX_VALUE + 1L,
        Double.NaN,
        7,
        "too few rows",
        0.25,
        List.of(new StartRecord(0, "k-plane", 12, -1e-300, "won")),
        List.of("column 'x1' is constant"));
  }

  private static AggregationRecord aggregation() {
    return new AggregationRecord(
        "reduction",
        List.of(2.5, 0.1),
        List.of(-3.25, -3.125),
        true,
        List.of(new MmStartRecord("greedy", 2.5, 0.1, 1, "won")),
        List.of(new LocalShareRecord("a", "REJECTED: why", 0.0, Double.NaN, "")),
        List.of(),
        Integer.MAX_VALUE + 2L);
  }

  private static double[] numbers(SplittableRandom random, int n) {
    double[] numbers = new double[n];
    for (int j = 0; j < n; j++) {
      numbers[j] = wild(random);
    }
    return numbers;
  }

  /** Any finite double whose sums do not overflow. */
  private static double wild(SplittableRandom random) {
    while (true) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Math.abs(value) < 1e300) {
        return value;
      }
    }
  }
}
