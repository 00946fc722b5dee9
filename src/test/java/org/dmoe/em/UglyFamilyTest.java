package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.dmoe.data.Observations;
import org.dmoe.em.family.FamilyData;
import org.dmoe.model.Progress;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;

/** Whatever classes, counts and columns are like, a finite model no worse than one expert. */
class UglyFamilyTest {

  private static final List<Family> FAMILIES =
      List.of(Categorical.of(2), Categorical.of(5), Binomial.INSTANCE, Poisson.INSTANCE);

  @Property(tries = 100, seed = "20231220", shrinking = ShrinkingMode.OFF)
  void aFiniteModelOrAReason(
      @ForAll @IntRange(min = 1, max = 150) int n,
      @ForAll @IntRange(min = 0, max = 5) int d,
      @ForAll @IntRange(min = 1, max = 3) int K,
      @ForAll @IntRange(min = 0, max = 3) int kind,
      @ForAll long seed) {
    Family family = FAMILIES.get(kind);
    Observations rows = rows(family, n, d, new Random(seed));
    if (rows.rows() == 0) {
      return;
    }
    FitResult result = fit(rows, family, K, seed);
    if (!result.status().usable()) {
      assertThat(result.diagnostics().reason()).isNotBlank();
      return;
    }
    double logLikelihood = result.diagnostics().logLikelihood();
    double ofModel =
        rows.totalWeight() * FamilyData.meanLogLikelihood(result.model().orElseThrow(), rows);
    double rounding = 1e-3 * (1 + Math.abs(ofModel));
    assertThat(logLikelihood).isFinite().isCloseTo(ofModel, within(rounding));
    FitResult one = fit(rows, family, 1, seed);
    assertThat(ofModel).isGreaterThan(one.diagnostics().logLikelihood() - rounding);
  }

  private static FitResult fit(Observations rows, Family family, int K, long seed) {
    FitOptions options = FitOptions.builder(K).family(family).starts(3).build();
    return LocalFit.fit(rows, options, seed, Progress.SILENT);
  }

  private static Observations rows(Family family, int n, int d, Random random) {
    int[] kinds = random.ints(d + 1, 0, 8).toArray();
    boolean weighted = random.nextBoolean();
    Observations.Builder rows = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = new double[d];
      for (int j = 0; j < d; j++) {
        x[j] = value(kinds[j], j, x, random);
      }
      double exposure = exposure(family, kinds[d], random);
      double y = response(family, kinds[d], exposure, d > 0 ? x[0] : 0, random);
      rows.add(x, y, weighted ? random.nextInt(3) : 1, exposure);
    }
    return rows.build();
  }

  private static double exposure(Family family, int kind, Random random) {
    if (family == Binomial.INSTANCE) {
      return kind % 3 == 0 ? 1 : kind % 3 == 1 ? 1 + random.nextInt(20) : 1e9;
    }
    return family == Poisson.INSTANCE && kind % 2 == 0 ? 1e-3 + 50 * random.nextDouble() : 1;
  }

  private static double response(
      Family family, int kind, double exposure, double x, Random random) {
    double last = family == Poisson.INSTANCE ? 1e9 : family.largest(exposure);
    return switch (kind) {
      case 0 -> 0;
      case 1 -> last;
      case 2 -> x > 0 ? last : 0;
      case 3 -> random.nextInt(10) == 0 ? last : 0;
      default -> Math.rint(Math.min(last, kind < 6 ? 4 : last) * random.nextDouble());
    };
  }

  private static double value(int kind, int j, double[] x, Random random) {
    double z = random.nextGaussian();
    return switch (kind) {
      case 0 -> 3.25;
      case 1 -> x[Math.max(0, j - 1)];
      case 2 -> 1e140 * z;
      case 3 -> 1e-200 * z;
      case 4 -> z / (1e-9 + Math.abs(random.nextGaussian()));
      case 5 -> random.nextInt(2);
      case 6 -> 1e6 + z;
      default -> z;
    };
  }
}
