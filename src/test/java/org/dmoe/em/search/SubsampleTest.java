package org.dmoe.em.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.junit.jupiter.api.Test;

class SubsampleTest {

  private static final Observations ROWS = rows(1000);

  /** Row i has the response i and the weight i + 1. */
  private static Observations rows(int n) {
    Observations.Builder rows = Observations.builder(1);
    for (int i = 0; i < n; i++) {
      rows.add(new double[] {-i}, i, i + 1);
    }
    return rows.build();
  }

  @Test
  void rowsAreDrawnOnceAndKeepTheirOrder() {
    Observations drawn = Subsample.of(ROWS, 300, 5);
    assertThat(drawn.rows()).isEqualTo(300);
    double[] x = new double[1];
    for (int i = 0; i < 300; i++) {
      drawn.copyRow(i, x);
      assertThat(x[0]).isEqualTo(-drawn.response(i));
      assertThat(drawn.weight(i)).isEqualTo(drawn.response(i) + 1);
      assertThat(i == 0 || drawn.response(i) > drawn.response(i - 1)).isTrue();
    }
  }

  /** Each row 400 times in 2000 draws of a fifth; six standard deviations are 107. */
  @Test
  void everyRowIsAsLikelyAsAnother() {
    int[] times = new int[1000];
    for (int seed = 0; seed < 2000; seed++) {
      Observations drawn = Subsample.of(ROWS, 200, seed);
      for (int i = 0; i < drawn.rows(); i++) {
        times[(int) drawn.response(i)]++;
      }
    }
    assertThat(Arrays.stream(times)).allMatch(count -> Math.abs(count - 400) < 107);
  }

  @Test
  void fewRowsAreTakenAsTheyAre() {
    assertThat(Subsample.of(ROWS, 800, 1)).isSameAs(ROWS);
    assertThat(Subsample.of(ROWS, 799, 1)).isNotSameAs(ROWS);
  }

  @Test
  void theSeedDecides() {
    Observations one = Subsample.of(ROWS, 100, 7);
    Observations same = Subsample.of(ROWS, 100, 7);
    Observations other = Subsample.of(ROWS, 100, 8);
    boolean differs = false;
    for (int i = 0; i < 100; i++) {
      assertThat(one.response(i)).isEqualTo(same.response(i));
      differs |= one.response(i) != other.response(i);
    }
    assertThat(differs).isTrue();
  }
}
