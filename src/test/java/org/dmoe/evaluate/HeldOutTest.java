package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HeldOutTest {

  private static final int ROWS = 400;

  private final SplittableRandom random = new SplittableRandom(2);
  private final double[] logs = random.doubles(ROWS, -5, 1).toArray();
  private final double[] weights = random.doubles(ROWS, 0, 3).toArray();

  private double mean() {
    double sum = 0;
    double weight = 0;
    for (int i = 0; i < ROWS; i++) {
      sum += weights[i] * logs[i];
      weight += weights[i];
    }
    return sum / weight;
  }

  private HeldOutSums sums(int from, int to) {
    HeldOutSums sums = new HeldOutSums();
    for (int i = from; i < to; i++) {
      sums.add(logs[i], weights[i]);
    }
    sums.add(1e9, 0);
    return HeldOutSums.fromArray(sums.toArray());
  }

  @Test
  void theErrorOfRowsIsTheirSpread() {
    double squares = 0;
    double weight = 0;
    for (int i = 0; i < ROWS; i++) {
      double deviation = weights[i] * (logs[i] - mean());
      squares += deviation * deviation;
      weight += weights[i];
    }
    HeldOut found = sums(0, ROWS).ofRows();
    assertThat(found.rows()).isEqualTo(ROWS);
    assertThat(found.meanLogLikelihood()).isCloseTo(mean(), within(1e-12));
    assertThat(found.standardError()).isCloseTo(Math.sqrt(squares) / weight, within(1e-12));
  }

  @Test
  void theErrorOfMachinesIsTheSpreadBetweenThem() {
    HeldOutMachines machines = new HeldOutMachines();
    int[] ends = {0, 10, 200, 201, 320, ROWS};
    double squares = 0;
    for (int m = 0; m < 5; m++) {
      double deviation = 0;
      for (int i = ends[m]; i < ends[m + 1]; i++) {
        deviation += weights[i] * (logs[i] - mean());
      }
      squares += deviation * deviation;
      machines.add(sums(ends[m], ends[m + 1]));
    }
    machines.add(new HeldOutSums());
    HeldOut found = machines.ofMachines();
    double expected = Math.sqrt(5 / 4.0 * squares) / found.weight();
    assertThat(found.meanLogLikelihood()).isCloseTo(mean(), within(1e-12));
    assertThat(found.standardError()).isCloseTo(expected, within(1e-12));
    assertThat(machines.ofRows().standardError())
        .isCloseTo(sums(0, ROWS).ofRows().standardError(), within(1e-12));
  }

  @Test
  void whatIsNoSumIsRefused() {
    assertThatThrownBy(() -> HeldOutSums.fromArray(new double[5]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
