package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Mixtures;
import org.dmoe.model.SoftmaxGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

  private static final double[] Y = {1, 2, 4, 3, -1.5};
  private static final double[] PREDICTED = {1.5, 2, 3, 3.5, -1};
  private static final double[] LOG = {-1, -2, -0.5, -3, -1.25};
  private static final double[] CUMULATIVE = {0.5, 0.2, 0.95, 0.03, 0.001};

  private static MetricsAccumulator accumulate(int from, int to, double weight) {
    MetricsAccumulator sums = new MetricsAccumulator();
    for (int i = from; i < to; i++) {
      sums.add(Y[i], PREDICTED[i], LOG[i], CUMULATIVE[i], weight);
    }
    return sums;
  }

  /** Numbers of Python's statistics and plain sums over the five rows. */
  @Test
  void fiveRowsByHand() {
    Metrics m = accumulate(0, 5, 1).metrics();

    assertThat(m.rows()).isEqualTo(5);
    assertThat(m.weight()).isEqualTo(5);
    assertThat(m.meanLogLikelihood()).isEqualTo(-7.75 / 5);
    assertThat(m.logLikelihood()).isEqualTo(-7.75);
    assertThat(m.rpe()).isCloseTo(1.75 / 32.25, within(1e-15));
    assertThat(m.centredRpe()).isCloseTo(1.75 / 17.8, within(1e-15));
    assertThat(m.rmse()).isCloseTo(Math.sqrt(0.35), within(1e-15));
    assertThat(m.mae()).isCloseTo(0.5, within(1e-15));
    assertThat(m.correlation()).isCloseTo(0.959678549147758, within(1e-14));
    assertThat(m.coverage50()).isEqualTo(0.2);
    assertThat(m.coverage80()).isEqualTo(0.4);
    assertThat(m.coverage95()).isEqualTo(0.8);
    assertThat(m.calibration()).containsExactly(0.4, 0.4, 0.6, 0.6, 0.6, 0.8, 0.8, 0.8, 0.8);
    assertThat(m.labels()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 4, 5})
  void mergingPartsEqualsTheWhole(int cut) {
    MetricsAccumulator sums = accumulate(0, cut, 1);
    MetricsAccumulator rest = accumulate(cut, 5, 1);
    sums.merge(MetricsAccumulator.fromArray(rest.toArray()));

    assertClose(sums.metrics(), accumulate(0, 5, 1).metrics());
  }

  @Test
  void weightTwoIsTheRowTwiceAndWeightZeroIsNoRow() {
    MetricsAccumulator twice = accumulate(0, 5, 1);
    twice.merge(accumulate(0, 5, 1));
    MetricsAccumulator weighted = accumulate(0, 5, 2);
    weighted.merge(accumulate(0, 3, 0));

    assertThat(weighted.metrics().rows()).isEqualTo(5);
    assertThat(weighted.metrics().weight()).isEqualTo(10);
    assertClose(weighted.metrics(), twice.metrics());
  }

  private static void assertClose(Metrics actual, Metrics expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .ignoringFields("rows")
        .withComparatorForType(
            (a, b) -> Math.abs(a - b) < 1e-13 ? 0 : Double.compare(a, b), Double.class)
        .isEqualTo(expected);
  }

  @Test
  void aLargeOffsetDoesNotSpoilTheMoments() {
    MetricsAccumulator plain = new MetricsAccumulator();
    MetricsAccumulator[] shifted = {new MetricsAccumulator(), new MetricsAccumulator()};
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 10_000; i++) {
      double y = random.nextInt(1 << 20) / 1024.0;
      double predicted = y + random.nextInt(1 << 18) / 1024.0;
      plain.add(y, predicted, 0, 0.5, 1);
      shifted[i % 2].add(y + (1L << 32), predicted + (1L << 32), 0, 0.5, 1);
    }
    shifted[0].merge(shifted[1]);

    assertThat(shifted[0].metrics().correlation())
        .isCloseTo(plain.metrics().correlation(), within(1e-9));
    assertThat(shifted[0].metrics().centredRpe())
        .isCloseTo(plain.metrics().centredRpe(), within(1e-9));
  }

  @Test
  void badWeightsAndArraysAreRefused() {
    assertThatThrownBy(() -> accumulate(0, 5, Double.NaN))
        .hasMessage("weight is negative or not finite: NaN");
    assertThatThrownBy(() -> accumulate(0, 5, -1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> MetricsAccumulator.fromArray(new double[3]))
        .hasMessage("metrics of 3 numbers, expected 24");
  }

  @Test
  void rowsOfTheModelItselfAreCoveredAsPromised() {
    MixtureOfExperts truth = Mixtures.random(new SplittableRandom(5), 3, 2);
    Observations rows = Rows.drawn(truth, 40_000, 6);
    Metrics metrics = Metrics.of(truth, rows);
    double sum = 0;
    double[] x = new double[2];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += truth.logDensity(x, rows.response(i));
    }

    assertThat(metrics.meanLogLikelihood()).isCloseTo(sum / 40_000, within(1e-11));
    assertThat(metrics.coverage50()).isCloseTo(0.50, within(0.01));
    assertThat(metrics.coverage80()).isCloseTo(0.80, within(0.01));
    assertThat(metrics.coverage95()).isCloseTo(0.95, within(0.005));
  }

  @Test
  void oneLinearExpertHasTheTextbookMetrics() {
    MixtureOfExperts line =
        MixtureOfExperts.of(
            SoftmaxGate.uniform(1, 1), List.of(GaussianExpert.of(new double[] {1, 2}, 4)));
    Observations rows =
        Observations.builder(1).add(new double[] {0}, 2).add(new double[] {1}, 1).build();
    Metrics metrics = Metrics.of(line, rows);

    assertThat(metrics.rmse()).isCloseTo(Math.sqrt(2.5), within(1e-15));
    assertThat(metrics.mae()).isCloseTo(1.5, within(1e-15));
    assertThat(metrics.rpe()).isCloseTo(1, within(1e-15));
    assertThat(metrics.logLikelihood()).isCloseTo(-Math.log(8 * Math.PI) - 5.0 / 8, within(1e-14));
  }
}
