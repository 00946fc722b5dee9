package org.dmoe.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SupportingSampleTest {

  @Test
  void everySecondRowKeepsItsExposure() {
    double[][] rows = {{1}, {2}, {3}, {4}, {5}};
    SupportingSample sample =
        SupportingSample.of(List.of("x"), rows).withExposures(new double[] {10, 20, 30, 40, 50});
    SupportingSample some = sample.every(2);
    assertThat(some.features()).containsExactly("x");
    assertThat(some.size()).isEqualTo(3);
    assertThat(some.row(1)).containsExactly(3);
    assertThat(some.exposures()).containsExactly(10, 30, 50);
  }
}
