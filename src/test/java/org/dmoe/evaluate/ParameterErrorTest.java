package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.plan.CostKind;
import org.junit.jupiter.api.Test;

class ParameterErrorTest {

  @Test
  void theSameModelInAnotherOrderHasNoError() {
    MixtureOfExperts model = Mixtures.random(new SplittableRandom(9), 4, 3);
    ParameterError error = error(model.permuted(new int[] {2, 0, 3, 1}), model);

    assertThat(error.matching()).containsExactly(1, 3, 0, 2);
    assertThat(error.coefficients()).isZero();
    assertThat(error.variances()).isZero();
    assertThat(error.gate()).isCloseTo(0, within(1e-28));
  }

  @Test
  void meansOfSquaresByHand() {
    MixtureOfExperts reference = mixture(0, 10, 1, 2, 0.5);
    MixtureOfExperts model = mixture(13, 1, 5, 3, -0.25);
    ParameterError error = error(model, reference);

    assertThat(error.matching()).containsExactly(1, 0);
    assertThat(error.coefficients()).isEqualTo((1 + 9) / 2.0);
    assertThat(error.variances()).isEqualTo((4 + 9) / 2.0);
    assertThat(error.gate()).isEqualTo(0.25 * 0.25);
  }

  /** A large slope on a tiny covariate: raw squares of coefficients would match the other way. */
  @Test
  void unitsOfCovariatesDoNotMatter() {
    SupportingSample support =
        SupportingSample.of(List.of("x"), new double[][] {{-1e-6}, {0}, {1e-6}});
    MixtureOfExperts reference =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(2, 1),
            List.of(
                GaussianExpert.of(new double[] {-5, 1e6}, 1),
                GaussianExpert.of(new double[] {5, -1e6}, 1)));
    MixtureOfExperts model =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(2, 1),
            List.of(
                GaussianExpert.of(new double[] {-5, -0.4e6}, 1),
                GaussianExpert.of(new double[] {5, 0.4e6}, 1)));

    Deviation deviation = Deviation.of(model, reference, support, CostKind.KL);

    assertThat(deviation.parameters().orElseThrow().matching()).containsExactly(0, 1);
  }

  private static ParameterError error(MixtureOfExperts model, MixtureOfExperts reference) {
    double[][] rows = new double[40][model.dimension()];
    SplittableRandom random = new SplittableRandom(2);
    for (double[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextDouble(-2, 2);
      }
    }
    SupportingSample support = SupportingSample.of(List.of(), rows);
    return Deviation.of(model, reference, support, CostKind.KL).parameters().orElseThrow();
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

    assertThatThrownBy(() -> ParameterError.of(three, two, new double[2][3]))
        .hasMessage("models of 3 and 2 experts over 1 and 1 covariates cannot be compared");
  }
}
