package org.dmoe.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {

  private static final double NA = Double.NaN;

  @Test
  void linesBetweenAndConstantsAtTheEnds() {
    double[] series = {NA, NA, 2, NA, NA, NA, 4, 5, NA};

    assertThat(Gaps.interpolate(series)).isTrue();
    assertThat(series).containsExactly(2, 2, 2, 2.5, 3, 3.5, 4, 5, 5);
  }

  @Test
  void forwardThenBackward() {
    double[] series = {NA, NA, 2, NA, 4, NA};

    assertThat(Gaps.carry(series)).isTrue();
    assertThat(series).containsExactly(2, 2, 2, 2, 4, 4);
  }

  @Test
  void nothingKnown() {
    assertThat(Gaps.interpolate(new double[] {NA, NA})).isFalse();
    assertThat(Gaps.carry(new double[] {NA})).isFalse();
    assertThat(Gaps.interpolate(new double[0])).isFalse();
  }
}
