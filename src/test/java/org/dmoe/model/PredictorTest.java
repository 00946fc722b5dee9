package org.dmoe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictorTest {

  private static final double[] LEVELS = {1e-9, 0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999};

  @Test
  void quantilesInvertTheDistributionFunction() {
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 300; trial++) {
      MixtureOfExperts mixture = Mixtures.random(random, 1 + trial % 5, 2);
      double[] x = Mixtures.vector(random, 2);
      Prediction prediction = Predictor.of(mixture, LEVELS).predict(x);
      Scorer scorer = Scorer.of(mixture);
      scorer.at(x);
      for (int q = 0; q < LEVELS.length; q++) {
        double level = LEVELS[q];
        assertThat(scorer.cumulative(prediction.quantiles().get(q)))
            .isCloseTo(level, within(1e-11 * level + 1e-15));
      }
      assertThat(prediction.quantiles()).isSorted();
    }
  }

  @Test
  void oneExpertHasTheNormalQuantiles() {
    MixtureOfExperts normal =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(1, 0), List.of(GaussianExpert.of(new double[] {3}, 4)));

    assertThat(Predictor.of(normal, 0.975, 0.5).predict(new double[0]).quantiles())
        .satisfiesExactly(
            q -> assertThat(q).isCloseTo(3 + 2 * 1.959963984540054, within(1e-14)),
            q -> assertThat(q).isEqualTo(3));
  }

  /** Between two far experts the distribution function is flat and Newton's step useless. */
  @Test
  void farExpertsAndNarrowOnes() {
    MixtureOfExperts far =
        MixtureOfExperts.of(
            SoftmaxGate.of(new double[][] {{Math.log(3)}, {0}}),
            List.of(
                GaussianExpert.of(new double[] {-1e6}, 1e-12),
                GaussianExpert.of(new double[] {1e6}, 1e12)));
    Scorer scorer = Scorer.of(far);
    scorer.at(new double[0]);
    for (double level : new double[] {0.01, 0.5, 0.8, 0.99}) {
      double[] quantile = new double[1];
      QuantileFinder.of(scorer, level).find(quantile);
      double y = quantile[0];
      double h = 1e-9 * Math.abs(y);
      assertThat(scorer.cumulative(y - h)).isLessThanOrEqualTo(level);
      assertThat(scorer.cumulative(y + h)).isGreaterThanOrEqualTo(level);
    }
  }

  @Test
  void restOfThePrediction() {
    MixtureOfExperts mixture = Mixtures.random(new SplittableRandom(12), 3, 2);
    double[] x = {0.5, -1};
    Prediction prediction = Predictor.of(mixture).predict(x);

    assertThat(prediction.mean()).isCloseTo(mixture.mean(x), within(1e-13));
    assertThat(prediction.variance()).isCloseTo(mixture.variance(x), within(1e-13));
    assertThat(prediction.quantiles()).isEmpty();
    assertThat(prediction.probabilities().get(prediction.expert()))
        .isEqualTo(prediction.probabilities().stream().max(Double::compare).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN})
  void levelsOutsideAreRefused(double level) {
    MixtureOfExperts mixture = Mixtures.random(new SplittableRandom(14), 2, 1);
    assertThatThrownBy(() -> Predictor.of(mixture, level))
        .hasMessage("a quantile must lie between 0 and 1: " + level);
  }

  @Test
  void rowsOfAnotherWidthOrNotFiniteAreRefused() {
    Predictor predictor = Predictor.of(Mixtures.random(new SplittableRandom(13), 2, 2), 0.5);

    assertThatThrownBy(() -> predictor.predict(new double[3]))
        .hasMessage("row has 3 covariates, the model 2");
    assertThatThrownBy(() -> predictor.predict(new double[] {0, Double.NaN}))
        .hasMessage("x[1] is not finite: NaN");
  }
}
