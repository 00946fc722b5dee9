package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;

class ParameterErrorTest {

  @Test
  void theSameModelInAnotherOrderHasNoError() {
    MixtureOfExperts model = Mixtures.random(new SplittableRandom(9), 4, 3);
    ParameterError error = ParameterError.of(model.permuted(new int[] {2, 0, 3, 1}), model);

    assertThat(error.matching()).containsExactly(1, 3, 0, 2);
    assertThat(error.coefficients()).isZero();
    assertThat(error.variances()).isZero();
    assertThat(error.gate()).isCloseTo(0, within(1e-28));
  }

  @Test
  void meansOfSquaresByHand() {
    MixtureOfExperts reference = mixture(0, 10, 1, 2, 0.5);
    MixtureOfExperts model = mixture(13, 1, 5, 3, -0.25);
    ParameterError error = ParameterError.of(model, reference);

    assertThat(error.matching()).containsExactly(1, 0);
    assertThat(error.coefficients()).isEqualTo((1 + 9) / 2.0);
    assertThat(error.variances()).isEqualTo((4 + 9) / 2.0);
    assertThat(error.gate()).isEqualTo(0.25 * 0.25);
  }

  /** Two constant experts. */
  private static MixtureOfExperts mixture(
      double mean1, double mean2, double variance1, double variance2, double alpha) {
    return MixtureOfExperts.of(
        SoftmaxGate.of(new double[][] {{alpha}, {0}}),
        List.of(
            GaussianExpert.of(new double[] {mean1}, variance1),
            GaussianExpert.of(new double[] {mean2}, variance2)));
  }

  @Test
  void modelsOfOtherShapeAreRefused() {
    SplittableRandom random = new SplittableRandom(10);
    MixtureOfExperts three = Mixtures.random(random, 3, 1);
    MixtureOfExperts two = Mixtures.random(random, 2, 1);

    assertThatThrownBy(() -> ParameterError.of(three, two))
        .hasMessage("models of 3 and 2 experts over 1 and 1 covariates cannot be compared");
  }
}
