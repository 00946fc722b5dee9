package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The broad density beside the experts. */
class NoiseTest {

  private static final Noise NOISE = new Noise(0.2, 3, 5);

  private static final MixtureOfExperts MIXTURE =
      MixtureOfExperts.of(
          SoftmaxGate.of(new double[][] {{0.5, 1}, {0, 0}}),
          List.of(
              GaussianExpert.of(new double[] {1, 2}, 1),
              GaussianExpert.of(new double[] {-2, 0.5}, 0.25)));

  @Test
  void theDensityIsThatOfCauchy() {
    assertThat(Math.exp(NOISE.logDensity(3))).isCloseTo(1 / (Math.PI * 5), within(1e-15));
    assertThat(Math.exp(NOISE.logDensity(8))).isCloseTo(0.5 / (Math.PI * 5), within(1e-15));
  }

  @Test
  void aMixtureWithItIsTheSumOfBoth() {
    MixtureOfExperts noisy = MIXTURE.withNoise(Optional.of(NOISE));
    for (double y : new double[] {-4, 0.3, 2, 60, 1e9}) {
      double[] x = {0.7};
      double u = Math.exp(NOISE.logDensity(y));
      double expected = Math.log(0.8 * Math.exp(MIXTURE.logDensity(x, y)) + 0.2 * u);
      assertThat(noisy.logDensity(x, y)).isCloseTo(expected, within(1e-12));
      Scorer scorer = Scorer.of(noisy);
      scorer.at(x);
      assertThat(scorer.logDensity(y)).isCloseTo(expected, within(1e-12));
      double genuine = 0.8 * Math.exp(MIXTURE.logDensity(x, y) - expected);
      assertThat(NOISE.genuine(MIXTURE.logDensity(x, y), y)).isCloseTo(genuine, within(1e-12));
    }
  }

  @Test
  void predictionsLeaveItOut() {
    MixtureOfExperts noisy = MIXTURE.withNoise(Optional.of(NOISE));
    double[] x = {-0.4};
    assertThat(noisy.mean(x)).isEqualTo(MIXTURE.mean(x));
    assertThat(noisy.variance(x)).isEqualTo(MIXTURE.variance(x));
    assertThat(noisy.responsibilities(x, 9)).isEqualTo(MIXTURE.responsibilities(x, 9));
    assertThat(noisy.freeParameters()).isEqualTo(MIXTURE.freeParameters() + 1);
    assertThat(noisy.canonical().noise()).contains(NOISE);
    assertThat(noisy.withNoise(Optional.empty())).isEqualTo(MIXTURE);
  }

  @Test
  void unitsThereAndBack() {
    Noise there = NOISE.standardised(10, 4);
    assertThat(there).isEqualTo(new Noise(0.2, -7.0 / 4, 5.0 / 4));
    assertThat(there.restored(10, 4)).isEqualTo(NOISE);
    double density = NOISE.logDensity(6) + Math.log(4);
    assertThat(there.logDensity((6 - 10) / 4.0)).isCloseTo(density, within(1e-14));
  }

  @Test
  void theMeanIsByWeight() {
    Noise mean = Noise.mean(List.of(NOISE, new Noise(0.4, 7, 1)), new double[] {3, 1});
    assertThat(mean).isEqualTo(new Noise(0.25, 4, 4));
  }

  @Test
  void theShareStaysWithinItsRange() {
    assertThat(NOISE.withShare(-1e-17).share()).isEqualTo(Noise.LEAST_SHARE);
    assertThat(NOISE.withShare(1).share()).isLessThan(1);
    assertThatThrownBy(() -> new Noise(0, 0, 1)).hasMessageContaining("share of noise");
    assertThatThrownBy(() -> new Noise(Double.NaN, 0, 1)).hasMessageContaining("share of noise");
    assertThatThrownBy(() -> new Noise(0.5, Double.NaN, 1)).hasMessageContaining("centre");
    assertThatThrownBy(() -> new Noise(0.5, 0, 0)).hasMessageContaining("scale");
  }
}
