package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.junit.jupiter.api.Test;

class RowSumsTest {

  private static final int ROWS = 40;

  private final SplittableRandom random = new SplittableRandom(5);
  private final MixtureOfExperts model = Mixtures.random(random, 3, 2);
  private final double[][] x = new double[ROWS][];
  private final double[] y = new double[ROWS];
  private final double[] weights = new double[ROWS];

  RowSumsTest() {
    for (int i = 0; i < ROWS; i++) {
      x[i] = Mixtures.vector(random, 2);
      y[i] = random.nextDouble(-3, 3);
      weights[i] = i % 7 == 0 ? 0 : random.nextDouble(3);
    }
  }

  private RowSums of(int from, int to) {
    RowEvaluator rows = RowEvaluator.of(model);
    for (int i = from; i < to; i++) {
      rows.add(x[i], y[i], weights[i]);
    }
    return rows.sums();
  }

  @Test
  void entropyAndSharesAreWeightedMeansOfTheResponsibilities() {
    double weight = 0;
    double entropy = 0;
    double[] shares = new double[3];
    for (int i = 0; i < ROWS; i++) {
      weight += weights[i];
      double[] tau = model.responsibilities(x[i], y[i]);
      for (int k = 0; k < 3; k++) {
        entropy -= tau[k] > 0 ? weights[i] * tau[k] * Math.log(tau[k]) : 0;
        shares[k] += weights[i] * tau[k];
      }
    }

    ExpertUse use = of(0, ROWS).metrics().experts();

    assertThat(use.entropy()).isCloseTo(entropy / weight, within(1e-12));
    for (int k = 0; k < 3; k++) {
      assertThat(use.shares().get(k)).isCloseTo(shares[k] / weight, within(1e-12));
    }
    assertThat(use.smallestShare())
        .isEqualTo(use.shares().stream().mapToDouble(s -> s).min().orElseThrow());
  }

  @Test
  void partsThatTravelledAddUpToTheWhole() {
    RowSums sum = RowSums.fromArray(of(0, 15).toArray());
    sum.merge(RowSums.fromArray(of(15, ROWS).toArray()));

    ExpertUse parts = sum.metrics().experts();
    ExpertUse whole = of(0, ROWS).metrics().experts();

    assertThat(parts.entropy()).isCloseTo(whole.entropy(), within(1e-14));
    assertThat(parts.smallestShare()).isCloseTo(whole.smallestShare(), within(1e-14));
    assertThat(sum.metrics().rows()).isEqualTo(of(0, ROWS).metrics().rows());
  }

  @Test
  void tooFewNumbersAreRefused() {
    double[] numbers = new double[MetricsAccumulator.LENGTH + 1];
    assertThatThrownBy(() -> RowSums.fromArray(numbers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too few");
  }
}
