package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.dmoe.data.Observations;
import org.dmoe.model.Design;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;

/** Whatever the columns are like, a finite model no worse than one line, or a reason. */
class UglyDataTest {

  /** What users' units cost of a log-likelihood where a column is 1e9 and its spread 1. */
  private static final double ROUNDING = 1e-3;

  @Property(tries = 150, seed = "20231219", shrinking = ShrinkingMode.OFF)
  void aFiniteModelOrAReason(
      @ForAll @IntRange(min = 1, max = 300) int n,
      @ForAll @IntRange(min = 1, max = 12) int d,
      @ForAll @IntRange(min = 1, max = 6) int K,
      @ForAll long seed) {
    Observations rows = rows(n, d, new Random(seed));
    FitResult result = LocalFit.fit(rows, FitOptions.of(K), seed, Progress.SILENT);
    if (!result.status().usable()) {
      assertThat(result.diagnostics().reason()).isNotBlank();
      assertThat(result.status() == FitStatus.TOO_FEW_ROWS).isEqualTo(rows.rows() < d + 2);
      return;
    }
    double logLikelihood = result.diagnostics().logLikelihood();
    double ofModel = logLikelihood(result, rows);
    double rounding = ROUNDING * (1 + Math.abs(ofModel));
    assertThat(logLikelihood).isCloseTo(ofModel, within(rounding));
    FitResult line = LocalFit.fit(rows, FitOptions.of(1), seed, Progress.SILENT);
    if (line.status().usable()) {
      assertThat(ofModel).isGreaterThanOrEqualTo(logLikelihood(line, rows) - rounding);
    }
  }

  /** The same of experts that share some slopes and perhaps the variance. */
  @Property(tries = 150, seed = "20231221", shrinking = ShrinkingMode.OFF)
  void aFiniteModelThatSharesOrAReason(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 6) int d,
      @ForAll @IntRange(min = 1, max = 5) int K,
      @ForAll boolean variance,
      @ForAll long seed) {
    Random random = new Random(seed);
    Observations rows = rows(n, d, random);
    boolean[] equal = new boolean[d];
    for (int j = 0; j < d; j++) {
      equal[j] = random.nextBoolean();
    }
    Design design = Design.FULL.withEqual(equal, variance);
    FitOptions options = FitOptions.builder(K).design(design).build();
    FitResult result = LocalFit.fit(rows, options, seed, Progress.SILENT);
    if (!requireModelOrReason(result, rows, d + 2)) {
      return;
    }
    MixtureOfExperts model = result.model().orElseThrow();
    assertThat(model.design()).isEqualTo(design);
    assertThat(model.withDesign(design)).isEqualTo(model);
  }

  /** The same of experts without intercepts, and perhaps a gate without. */
  @Property(tries = 100, seed = "20231223", shrinking = ShrinkingMode.OFF)
  void aFiniteModelThroughTheOriginOrAReason(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 6) int d,
      @ForAll @IntRange(min = 1, max = 5) int K,
      @ForAll boolean gateIntercept,
      @ForAll long seed) {
    boolean[] all = new boolean[d];
    Arrays.fill(all, true);
    Design design = Design.of(all, gateIntercept, all, false);
    Observations rows = rows(n, d, new Random(seed));
    FitOptions options = FitOptions.builder(K).design(design).build();
    FitResult result = LocalFit.fit(rows, options, seed, Progress.SILENT);
    if (!requireModelOrReason(result, rows, d + 1)) {
      return;
    }
    assertThat(result.model().orElseThrow().design()).isEqualTo(design);
  }

  /** The same where some rows may be noise. */
  @Property(tries = 100, seed = "20231222", shrinking = ShrinkingMode.OFF)
  void aFiniteModelWithNoiseOrAReason(
      @ForAll @IntRange(min = 1, max = 200) int n,
      @ForAll @IntRange(min = 1, max = 6) int d,
      @ForAll @IntRange(min = 1, max = 5) int K,
      @ForAll long seed) {
    Observations rows = rows(n, d, new Random(seed));
    FitOptions options = FitOptions.builder(K).noise(true).build();
    FitResult result = LocalFit.fit(rows, options, seed, Progress.SILENT);
    requireModelOrReason(result, rows, d + 2);
  }

  /** Whether there is a model, whose log-likelihood is then the one that was told. */
  private static boolean requireModelOrReason(FitResult result, Observations rows, int least) {
    if (!result.status().usable()) {
      assertThat(result.diagnostics().reason()).isNotBlank();
      assertThat(result.status() == FitStatus.TOO_FEW_ROWS).isEqualTo(rows.rows() < least);
      return false;
    }
    double logLikelihood = result.diagnostics().logLikelihood();
    double ofModel = logLikelihood(result, rows);
    assertThat(logLikelihood).isCloseTo(ofModel, within(ROUNDING * (1 + Math.abs(ofModel))));
    return true;
  }

  /** Of the model that the user gets, by its own density. */
  private static double logLikelihood(FitResult result, Observations rows) {
    return TestData.logLikelihood(result.model().orElseThrow(), rows);
  }

  private static Observations rows(int n, int d, Random random) {
    int[] kinds = random.ints(d + 1, 0, 10).toArray();
    Observations.Builder rows = Observations.builder(d);
    boolean weighted = random.nextBoolean();
    for (int i = 0; i < n; i++) {
      double[] x = new double[d];
      for (int j = 0; j < d; j++) {
        x[j] = value(kinds[j], j, x, random);
      }
      double[] last = {x[random.nextInt(d)]};
      double y = value(kinds[d], 1, last, random);
      double mixed = random.nextInt(3) == 0 ? y : y + (random.nextBoolean() ? 2 : -2) * x[0];
      rows.add(x, mixed, weighted ? random.nextInt(3) : 1);
    }
    return rows.build();
  }

  /** A value of a column of this kind, given the columns before. */
  private static double value(int kind, int j, double[] x, Random random) {
    double z = random.nextGaussian();
    return switch (kind) {
      case 0 -> 3.25;
      case 1 -> x[Math.max(0, j - 1)];
      case 2 -> 1e140 * z;
      case 3 -> 1e-200 * z;
      case 4 -> 5 - 2 * x[0] + (j > 1 ? x[1] : 0);
      case 5 -> z / (1e-9 + Math.abs(random.nextGaussian()));
      case 6 -> random.nextInt(2);
      case 7 -> 1e9 + z;
      case 8 -> Math.exp(8 * z);
      default -> z;
    };
  }
}
