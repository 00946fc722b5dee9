package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.linalg.RandomMatrices.EPS;
import static org.dmoe.linalg.RandomMatrices.largest;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  private static final int TRIALS = 50;

  @ParameterizedTest
  @MethodSource("org.dmoe.linalg.RandomMatrices#sizesAndDistances")
  void theFactorTimesItselfIsTheMatrix(int n, double distance) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(2 * n, n, distance, random));
      double[] R = A.clone();
      assertThat(Cholesky.factor(R, n, 0)).isTrue();
      assertThat(RandomMatrices.square(R, n)).containsExactly(A, within(4 * n * EPS * largest(A)));
      for (int a = 0; a < n; a++) {
        assertThat(R[a * n + a]).isPositive();
        for (int b = 0; b < a; b++) {
          assertThat(R[a * n + b]).as("below the diagonal").isEqualTo(A[a * n + b]);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.dmoe.linalg.RandomMatrices#sizesAndDistances")
  void solutionsLeaveNoResidual(int n, double distance) {
    Random random = new Random(100 + n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(2 * n, n, distance, random));
      double[] b = RandomMatrices.vector(n, random);
      double[] R = A.clone();
      assertThat(Cholesky.factor(R, n, 0)).isTrue();
      double[] x = b.clone();
      Cholesky.solve(R, n, x);
      double rounding = 8 * n * EPS * (n * largest(A) * largest(x) + 1);
      assertThat(RandomMatrices.multiply(A, x)).containsExactly(b, within(rounding));
      double[] y = b.clone();
      Cholesky.forward(R, n, y);
      Cholesky.backward(R, n, y);
      assertThat(y).containsExactly(x);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void matricesThatAreNotPositiveDefiniteAreRefused(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(2 * n, n, 1, random));
      int a = random.nextInt(n);
      int b = a + random.nextInt(n - a);
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        double[] M = A.clone();
        M[a * n + b] = bad;
        assertThat(Cholesky.factor(M, n, 0)).isFalse();
      }
      double[] indefinite = A.clone();
      indefinite[a * n + a] = -1e-3;
      assertThat(Cholesky.factor(indefinite, n, 0)).isFalse();
      double[] untouched = A.clone();
      untouched[b * n + a] = b > a ? Double.NaN : untouched[b * n + a];
      assertThat(Cholesky.factor(untouched, n, 0)).as("only the upper triangle is read").isTrue();
    }
    assertThat(Cholesky.factor(new double[n * n], n, 0)).isFalse();
  }

  @Test
  void aPivotAtTheToleranceIsRefused() {
    assertThat(Cholesky.factor(new double[] {4, 2, 2, 1.5}, 2, 0.5)).isFalse();
    assertThat(Cholesky.factor(new double[] {4, 2, 2, 1.5}, 2, 0.49)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 6, 9})
  void columnsThatDependOnEarlierOnesArePassedOver(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[][] X = RandomMatrices.table(3 * n, n, 1, random);
      boolean[] dependent = new boolean[n];
      for (int j = 1; j < n; j++) {
        dependent[j] = random.nextInt(3) == 0;
        for (int i = 0; dependent[j] && i < X.length; i++) {
          X[i][j] = 2 * X[i][0] - X[i][j - 1];
        }
      }
      double[] A = RandomMatrices.gram(X);
      double[] R = A.clone();
      double size = largest(A);
      assertThat(Cholesky.factorIndependent(R, n, 1e-10 * size)).containsExactly(dependent);
      assertThat(RandomMatrices.square(R, n)).containsExactly(A, within(1e-11 * size));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void theShiftIsZeroIfItCanBeAndSmallIfTheMatrixIsSingular(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(3 * n, n, 1, random));
      double[] R = A.clone();
      assertThat(Cholesky.factor(R, n, 0)).isTrue();
      assertThat(Cholesky.factorShifted(A, n)).containsExactly(R);
      double[] flat = RandomMatrices.gram(RandomMatrices.table(3 * n, n, 0, random));
      double[] before = flat.clone();
      double[] shifted = Cholesky.factorShifted(flat, n);
      assertThat(flat).containsExactly(before);
      assertThat(RandomMatrices.square(shifted, n))
          .containsExactly(flat, within(1e-9 * largest(flat)));
    }
  }

  @Test
  void anIndefiniteMatrixIsShiftedPastItsLeastEigenvalue() {
    double[] R = Cholesky.factorShifted(new double[] {1, 3, 3, 1}, 2);
    double[] A = RandomMatrices.square(R, 2);
    assertThat(A[1]).isCloseTo(3, within(1e-12));
    assertThat(A[0]).isCloseTo(A[3], within(1e-12)).isBetween(3.0, 31.0);
  }

  @Test
  void aMatrixThatIsNotFiniteHasNoShift() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(Cholesky.factorShifted(new double[] {bad, 0, 0, 1}, 2)).isNull();
      assertThat(Cholesky.factorShifted(new double[] {1, bad, bad, 1}, 2)).isNull();
    }
  }
}
