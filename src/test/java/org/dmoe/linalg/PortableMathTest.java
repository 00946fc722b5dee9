package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against StrictMath, which is slow but exact to a unit in the last place. */
class PortableMathTest {

  private static final int UNITS = 3;

  @Test
  void exponentialOverItsRange() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      double x = random.nextDouble(-708, 709.7);
      assertClose(PortableMath.exp(x), StrictMath.exp(x), x);
      double small = random.nextDouble(-1e-3, 1e-3);
      assertClose(PortableMath.exp(small), StrictMath.exp(small), small);
    }
  }

  @Test
  void logarithmOverItsRange() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200_000; i++) {
      double x = Math.scalb(1 + random.nextDouble(), random.nextInt(-1074, 1023));
      assertClose(PortableMath.log(x), StrictMath.log(x), x);
      double nearOne = 1 + random.nextDouble(-0.3, 0.42);
      assertClose(PortableMath.log(nearOne), StrictMath.log(nearOne), nearOne);
    }
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1,
        Double.MIN_VALUE,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        709.782712893384,
        709.7827128933841,
        710,
        -745.1,
        -745.2,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
      })
  void theEdges(double x) {
    assertClose(PortableMath.exp(x), StrictMath.exp(x), x);
    assertClose(PortableMath.log(x), StrictMath.log(x), x);
  }

  private static void assertClose(double actual, double expected, double x) {
    boolean same = Double.compare(actual, expected) == 0;
    assertThat(same || Math.abs(actual - expected) <= UNITS * Math.ulp(expected))
        .as("at %s: %s, expected %s", x, actual, expected)
        .isTrue();
  }
}
