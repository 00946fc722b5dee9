package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.numbers.gamma.InverseErfc;
import org.junit.jupiter.api.Test;

class NormalQuantileTest {

  @Test
  void equalsTheLibrary() {
    for (double level = 1e-300; level < 1; level = level < 0.01 ? level * 1.7 : level + 0.003) {
      double expected = -Math.sqrt(2) * InverseErfc.value(2 * level);
      assertThat(NormalQuantile.of(level))
          .as("%s", level)
          .isCloseTo(expected, within(2e-7 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void isOddAboutOneHalf() {
    assertThat(NormalQuantile.of(0.5)).isZero();
    assertThat(NormalQuantile.of(0.75)).isEqualTo(-NormalQuantile.of(0.25));
    assertThat(NormalQuantile.of(0.9921875)).isEqualTo(-NormalQuantile.of(0.0078125));
  }

  @Test
  void theEndsAreInfiniteAndWhatIsNoLevelIsNoNumber() {
    assertThat(NormalQuantile.of(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(NormalQuantile.of(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NormalQuantile.of(-0.1)).isNaN();
    assertThat(NormalQuantile.of(1.1)).isNaN();
    assertThat(NormalQuantile.of(Double.NaN)).isNaN();
  }
}
