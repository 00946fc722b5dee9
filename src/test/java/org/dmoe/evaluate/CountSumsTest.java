package org.dmoe.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CountSumsTest {

  private static final double[] COUNTS = {0, 3, 1, 0, 7, 2, 70, 1e9};
  private static final double[] MEANS = {0.4, 2.5, 1.5, 3, 6, 2, 65, 9e8};
  private static final double[] WEIGHTS = {1, 2, 1, 0.5, 1, 3, 1, 1};

  @Test
  void devianceFollowsItsDefinition() {
    double deviance = 0;
    double weight = 0;
    for (int i = 0; i < COUNTS.length; i++) {
      double y = COUNTS[i];
      double ratio = y == 0 ? 0 : y * Math.log(y / MEANS[i]);
      deviance += WEIGHTS[i] * 2 * (ratio - y + MEANS[i]);
      weight += WEIGHTS[i];
    }
    double found = sums(0, COUNTS.length).metrics().deviance();
    assertEquals(deviance / weight, found, 1e-9 * found);
  }

  @Test
  void barsHoldWhatWasSeenAndExpected() {
    CountMetrics metrics = sums(0, COUNTS.length).metrics();
    for (int c = 0; c < CountSums.SINGLE; c++) {
      double observed = 0;
      double expected = 0;
      for (int i = 0; i < COUNTS.length; i++) {
        observed += COUNTS[i] == c ? WEIGHTS[i] : 0;
        expected += WEIGHTS[i] * poisson(MEANS[i]).applyAsDouble(c);
      }
      assertEquals(observed, metrics.rootogram().get(c).observed(), 0, "count " + c);
      assertEquals(expected, metrics.rootogram().get(c).expected(), 1e-10, "count " + c);
    }
    CountMetrics.Bar larger = metrics.rootogram().get(CountSums.SINGLE);
    double total = metrics.rootogram().stream().mapToDouble(CountMetrics.Bar::expected).sum();
    assertEquals(2, larger.observed());
    assertEquals(10.5, total, 1e-9);
    assertEquals(1.5 / 10.5, metrics.zeroShare(), 1e-15);
    assertEquals(metrics.rootogram().get(0).expected() / 10.5, metrics.zeroExpected(), 1e-15);
  }

  @Test
  void partsMergeToTheWholeAndTravelAsNumbers() {
    CountSums first = sums(0, 3);
    first.merge(CountSums.fromArray(sums(3, COUNTS.length).toArray()));
    assertArrayEquals(sums(0, COUNTS.length).toArray(), first.toArray(), 1e-6);
  }

  @Test
  void whatCannotBeAddedIsRefused() {
    CountSums sums = new CountSums();
    IntToDoubleFunction of = poisson(1);
    assertThrows(IllegalArgumentException.class, () -> sums.add(1, 1, of, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> CountSums.fromArray(new double[3]));
  }

  private static CountSums sums(int from, int to) {
    CountSums sums = new CountSums();
    for (int i = from; i < to; i++) {
      sums.add(COUNTS[i], MEANS[i], poisson(MEANS[i]), WEIGHTS[i]);
    }
    return sums;
  }

  private static IntToDoubleFunction poisson(double mean) {
    return count -> {
      double log = -mean + count * Math.log(mean);
      for (int i = 2; i <= count; i++) {
        log -= Math.log(i);
      }
      return Math.exp(log);
    };
  }
}
