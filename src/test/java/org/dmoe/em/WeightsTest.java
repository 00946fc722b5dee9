package org.dmoe.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights are frequencies, of whatever size: the experts do not depend on their unit. */
class WeightsTest {

  private static final int ROWS = 1200;
  private static final MixtureOfExperts ONES = model(weighted(1));

  @ParameterizedTest
  @ValueSource(doubles = {1.0 / ROWS, 1e-300, 1e-12, 7, 1e12, 1e300})
  void theUnitOfWeightChangesNoExpert(double weight) {
    FitResult result = weighted(weight);
    MixtureOfExperts model = model(result);
    for (int k = 0; k < 3; k++) {
      assertThat(model.expert(k).beta()).containsExactly(ONES.expert(k).beta(), within(1e-3));
      assertThat(model.expert(k).variance()).isCloseTo(ONES.expert(k).variance(), within(1e-3));
    }
    assertThat(result.diagnostics().weight())
        .isCloseTo(ROWS * weight, within(1e-9 * ROWS * weight));
    assertThat(result.diagnostics().warnings()).anyMatch(line -> line.contains("frequencies"));
  }

  @Test
  void weightsBelowOneGiveTheSameBytes() {
    assertThat(model(weighted(0x1p-40))).isEqualTo(ONES);
  }

  @Test
  void aWeightOfTwoIsTheRowTwice() {
    Random random = new Random(8);
    Observations.Builder once = Observations.builder(2);
    Observations.Builder twice = Observations.builder(2);
    for (int i = 0; i < 600; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      double y = response(x, random);
      once.add(x, y, 2);
      twice.add(x, y).add(x, y);
    }
    MixtureOfExperts one = model(fit(once));
    MixtureOfExperts two = model(fit(twice));
    for (int k = 0; k < 3; k++) {
      assertThat(one.expert(k).beta()).containsExactly(two.expert(k).beta(), within(1e-4));
      assertThat(one.gate().alpha(k)).containsExactly(two.gate().alpha(k), within(1e-3));
    }
  }

  @Test
  void weightsThatAddUpToTooMuchAreRefused() {
    FitResult result = weighted(1e306);
    assertThat(result.status()).isEqualTo(FitStatus.NUMERICAL_FAILURE);
    assertThat(result.diagnostics().reason()).contains("weights").contains("divide");
  }

  private static FitResult weighted(double weight) {
    Random random = new Random(5);
    Observations.Builder rows = Observations.builder(2);
    for (int i = 0; i < ROWS; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian()};
      rows.add(x, response(x, random), weight);
    }
    return fit(rows);
  }

  /** Experts whose gates overlap, so that the tiny ridge on them decides nothing. */
  private static double response(double[] x, Random random) {
    double noise = 0.5 * random.nextGaussian();
    if (x[0] + random.nextGaussian() > 0.5) {
      return 8 + 2 * x[1] + noise;
    }
    return x[1] + random.nextGaussian() > 0 ? -6 - 3 * x[0] + noise : x[0] + noise;
  }

  private static FitResult fit(Observations.Builder rows) {
    return LocalFit.fit(rows.build(), FitOptions.of(3), 1, Progress.SILENT);
  }

  private static MixtureOfExperts model(FitResult result) {
    return result.model().orElseThrow();
  }
}
