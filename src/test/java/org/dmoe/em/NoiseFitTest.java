package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.Progress;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Poisson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Local fits of rows of which some are noise. */
class NoiseFitTest {

  private static final MixtureOfExperts TRUTH =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0.2, 1.5, -0.5}, {0, 0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {2, 1, -1}, 0.5),
              GaussianExpert.of(new double[] {-1, -0.5, 2}, 1)));

  private static final FitOptions NOISY = FitOptions.builder(2).gateRidge(0).noise(true).build();

  /** A share of the responses lies far above all others. */
  private static Observations rows(int n, double share, long seed) {
    Random random = new Random(seed);
    Observations clean = TestData.sample(TRUTH, n, random);
    Observations.Builder rows = Observations.builder(2);
    double[] x = new double[2];
    for (int i = 0; i < n; i++) {
      clean.copyRow(i, x);
      boolean wild = random.nextDouble() < share;
      rows.add(x, wild ? 20 + 80 * random.nextDouble() : clean.response(i), 1 + i % 2);
    }
    return rows.build();
  }

  /** By weight. */
  private static double wild(Observations rows) {
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      sum += rows.response(i) > 19 ? rows.weight(i) : 0;
    }
    return sum / rows.totalWeight();
  }

  private static Observations genuine(Observations rows) {
    Observations.Builder genuine = Observations.builder(2);
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      if (rows.response(i) < 19) {
        genuine.add(x, rows.response(i), rows.weight(i));
      }
    }
    return genuine.build();
  }

  private static MixtureOfExperts fit(Observations rows, FitOptions options) {
    return LocalFit.fit(rows, options, 1, Progress.SILENT).model().orElseThrow();
  }

  private static double meanSquare(MixtureOfExperts model, long seed) {
    Random random = new Random(seed);
    double sum = 0;
    for (int i = 0; i < 2000; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double error = model.mean(x) - TRUTH.mean(x);
      sum += error * error / 2000;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void wildRowsDoNotMoveTheExperts(long seed) {
    Observations rows = rows(3000, 0.05, seed);
    MixtureOfExperts model = fit(rows, NOISY);
    assertThat(model.noise().orElseThrow().share()).isCloseTo(wild(rows), within(1e-3));
    double ofGenuine = Math.sqrt(meanSquare(fit(genuine(rows), FitOptions.of(2)), seed));
    assertThat(Math.sqrt(meanSquare(model, seed))).isLessThan(ofGenuine + 0.01);
    assertThat(Math.sqrt(meanSquare(fit(rows, FitOptions.of(2)), seed))).isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void rowsWithoutNoiseAreFittedAsBefore(long seed) {
    Observations rows = rows(3000, 0, seed);
    MixtureOfExperts model = fit(rows, NOISY);
    MixtureOfExperts plain = fit(rows, FitOptions.builder(2).gateRidge(0).build());
    assertThat(model.noise().orElseThrow().share()).isLessThan(0.003);
    for (int k = 0; k < 2; k++) {
      assertThat(model.expert(k).beta()).containsExactly(plain.expert(k).beta(), within(0.03));
    }
  }

  /** No parameter, the share included, can be moved for a larger likelihood. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theEndIsAMaximum(int K) {
    Observations rows = rows(800, 0.1, 8);
    FitResult result = LocalFit.fit(rows, NOISY.withExperts(K), 1, Progress.SILENT);
    MixtureOfExperts model = result.model().orElseThrow();
    double top = TestData.logLikelihood(model, rows);
    assertThat(result.diagnostics().logLikelihood()).isCloseTo(top, within(1e-6));
    Noise noise = model.noise().orElseThrow();
    for (double step : new double[] {-1e-3, 1e-3}) {
      Noise share = noise.withShare(noise.share() + step);
      Noise shifted =
          new Noise(noise.share(), noise.centre() + 40 * step * noise.scale(), noise.scale());
      Noise broader = new Noise(noise.share(), noise.centre(), noise.scale() * (1 + 40 * step));
      for (Noise other : List.of(share, shifted, broader)) {
        assertThat(TestData.logLikelihood(model.withNoise(Optional.of(other)), rows))
            .isLessThan(top + 1e-6);
      }
      for (int k = 0; k < K; k++) {
        for (int j = 0; j <= 3; j++) {
          assertThat(TestData.logLikelihood(moved(model, k, j, step), rows)).isLessThan(top);
        }
      }
    }
  }

  private static MixtureOfExperts moved(MixtureOfExperts model, int expert, int j, double step) {
    List<GaussianExpert> experts = new ArrayList<>(model.experts());
    double[] beta = experts.get(expert).beta();
    double variance = experts.get(expert).variance();
    if (j < 3) {
      beta[j] += step;
    } else {
      variance *= 1 + 3 * step;
    }
    experts.set(expert, GaussianExpert.of(beta, variance));
    return MixtureOfExperts.of(model.gate(), experts).withNoise(model.noise());
  }

  /** All machines that climb from one start have the broad density of the start. */
  @Test
  void aClimbKeepsTheBroadDensityOfItsStart() {
    Noise noise = new Noise(0.3, 11, 40);
    MixtureOfExperts start = TRUTH.withNoise(Optional.of(noise));
    FeatureSpec columns = new FeatureSpec(List.of(), "");
    Observations rows = rows(1500, 0.05, 8);
    MixtureOfExperts end =
        LocalFit.fitFrom(start, rows, NOISY, columns, Progress.SILENT).model().orElseThrow();
    Noise found = end.noise().orElseThrow();
    assertThat(found.centre()).isCloseTo(11, within(1e-9));
    assertThat(found.scale()).isCloseTo(40, within(1e-9));
    assertThat(found.share()).isCloseTo(0.05, within(0.015));
    MixtureOfExperts plain =
        LocalFit.fitFrom(start, rows, FitOptions.of(2), columns, Progress.SILENT)
            .model()
            .orElseThrow();
    assertThat(plain.noise()).isEmpty();
  }

  @Test
  void aConstantResponseHasNoNoise() {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < 30; i++) {
      rows.add(new double[] {i}, 4);
    }
    assertThat(fit(rows.build(), NOISY).noise()).isEmpty();
  }

  @Test
  void onlyGaussianExpertsHaveIt() {
    assertThatThrownBy(() -> NOISY.toBuilder().family(Poisson.INSTANCE).build())
        .hasMessageContaining("--noise goes with --family gaussian");
  }
}
