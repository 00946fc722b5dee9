package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorMathTest {

  @Test
  void exponentialToTwoUnitsInTheLastPlace() {
    Random random = new Random(1);
    int n = 200_000;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double magnitude = Math.scalb(1, random.nextInt(70) - 60);
      x[i] = Math.max(-690, -magnitude * random.nextDouble());
    }
    double[] out = x.clone();
    VectorMath.expOfNonPositive(out, new double[n], n);
    for (int i = 0; i < n; i++) {
      double exact = StrictMath.exp(x[i]);
      assertThat(out[i]).as("exp(%s)", x[i]).isCloseTo(exact, within(2 * Math.ulp(exact)));
    }
  }

  @Test
  void exponentialAtTheEdges() {
    double[] x = {0, -0.0, -690.1, -1e9, Double.NEGATIVE_INFINITY, Double.NaN, -Double.MIN_VALUE};
    VectorMath.expOfNonPositive(x, new double[7], 7);
    assertThat(x[0]).isEqualTo(1);
    assertThat(x[1]).isEqualTo(1);
    assertThat(x[6]).isEqualTo(1);
    assertThat(x[5]).isNaN();
    for (int i = 2; i < 5; i++) {
      assertThat(x[i]).as("as good as 0").isPositive().isLessThan(1e-299);
    }
  }

  @Test
  void onlyTheFirstNumbersAreTouched() {
    double[] x = {-1, -1, -1};
    VectorMath.expOfNonPositive(x, new double[3], 2);
    assertThat(x).containsExactly(new double[] {Math.exp(-1), Math.exp(-1), -1}, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void combinationsAreThoseOfPlainLoops(int p) {
    Random random = new Random(p);
    for (int n : new int[] {1, 2, 7, 200}) {
      double[][] columns = new double[p][];
      for (int a = 0; a < p; a++) {
        columns[a] = RandomMatrices.vector(n, random);
      }
      double[] c = RandomMatrices.vector(3 + p, random);
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        for (int a = 0; a < p; a++) {
          expected[i] += c[3 + a] * columns[a][i];
        }
      }
      double[] out = RandomMatrices.vector(n, random);
      VectorMath.combine(out, columns, c, 3, p, n);
      assertThat(out).containsExactly(expected, within(1e-15 * p));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 200})
  void sumsAreThoseOfPlainLoops(int n) {
    Random random = new Random(n);
    double[] a = RandomMatrices.vector(n, random);
    double[] b = RandomMatrices.vector(n, random);
    double sum = 0;
    double dot = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i];
      dot += a[i] * b[i];
      squares += a[i] * b[i] * b[i];
    }
    assertThat(VectorMath.sum(a, n)).isCloseTo(sum, within(1e-15 * n));
    assertThat(VectorMath.dot(a, b, n)).isCloseTo(dot, within(1e-15 * n));
    assertThat(VectorMath.dot(a, b)).isCloseTo(dot, within(1e-15 * n));
    assertThat(VectorMath.dotSquares(a, b, n)).isCloseTo(squares, within(1e-15 * n));
  }

  @Test
  void residualsAndJointAreTheLogOfANormalDensity() {
    double[] residual = new double[1];
    double[] joint = new double[1];
    double variance = 0.3;
    double constant = -0.5 * Math.log(2 * Math.PI * variance);
    VectorMath.residualsAndJoint(
        residual,
        joint,
        new double[] {1},
        new double[] {3},
        new double[] {-0.7},
        1 / variance,
        constant,
        1);
    double density = Math.exp(-4 / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
    assertThat(residual[0]).isEqualTo(2);
    assertThat(joint[0]).isCloseTo(-0.7 + Math.log(density), within(1e-14));
  }
}
