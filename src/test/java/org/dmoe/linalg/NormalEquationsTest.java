package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.linalg.RandomMatrices.EPS;
import static org.dmoe.linalg.RandomMatrices.largest;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalEquationsTest {

  private static final int TRIALS = 50;

  @ParameterizedTest
  @MethodSource("org.dmoe.linalg.RandomMatrices#sizesAndDistances")
  void solutionsLeaveNoResidual(int n, double distance) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(2 * n, n, distance, random));
      double[] b = RandomMatrices.multiply(A, RandomMatrices.vector(n, random));
      double[] x = NormalEquations.solve(RandomMatrices.pack(A, n), b);
      double rounding = 100 * n * EPS * n * largest(A) * (largest(x) + 1);
      double left = distance < 1e-4 ? 1e-11 * largest(A) : 0;
      assertThat(RandomMatrices.multiply(A, x)).containsExactly(b, within(rounding + left));
    }
  }

  /** The pseudo-inverse of the matrix of unit diagonal, by another library's SVD. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
  void directionsThatAreNotDeterminedGetZero(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      int rank = 1 + random.nextInt(n - 1);
      double[] A = ofRank(rank, n, random);
      double[] b = RandomMatrices.multiply(A, RandomMatrices.vector(n, random));
      double[] x = NormalEquations.solve(RandomMatrices.pack(A, n), b);
      assertThat(NormalEquations.rank(RandomMatrices.pack(A, n), n)).isEqualTo(rank);
      assertThat(RandomMatrices.multiply(A, x)).containsExactly(b, within(1e-10 * largest(A)));
      assertThat(x).containsExactly(pseudoSolution(A, b), within(1e-6 * (1 + largest(x))));
    }
  }

  @Test
  void aColumnOfZerosKeepsAZero() {
    double[] A = {4, 0, 2, 0, 0, 0, 2, 0, 5};
    double[] x = NormalEquations.solve(RandomMatrices.pack(A, 3), new double[] {8, 3, 12});
    assertThat(x).containsExactly(new double[] {1, 0, 2}, within(1e-14));
    assertThat(NormalEquations.rank(RandomMatrices.pack(A, 3), 3)).isEqualTo(2);
  }

  /** Units of the columns, here powers of two, do not touch the solution's digits. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9})
  void unitsOfTheColumnsDoNotMatter(int n) {
    Random random = new Random(n);
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] A = trial % 2 == 0 ? ofRank(n - 1, n, random) : ofRank(n, n, random);
      double[] b = RandomMatrices.multiply(A, RandomMatrices.vector(n, random));
      double[] x = NormalEquations.solve(RandomMatrices.pack(A, n), b);
      double[] unit = random.ints(n, -18, 18).mapToDouble(e -> Math.scalb(1, e)).toArray();
      double[] M = A.clone();
      for (int a = 0; a < n; a++) {
        b[a] *= unit[a];
        for (int c = 0; c < n; c++) {
          M[a * n + c] *= unit[a] * unit[c];
        }
      }
      double[] scaled = NormalEquations.solve(RandomMatrices.pack(M, n), b);
      for (int a = 0; a < n; a++) {
        scaled[a] *= unit[a];
      }
      assertThat(scaled).containsExactly(x);
    }
  }

  @Test
  void aStepIsSolvedOrRefusedWithoutTouchingWhatThereWas() {
    double[] b = {8, 12};
    assertThat(NormalEquations.solveShifted(new double[] {4, 2, 2, 5}, 2, b)).isTrue();
    assertThat(b).containsExactly(new double[] {1, 2}, within(1e-14));
    double[] kept = {8, 12};
    assertThat(NormalEquations.solveShifted(new double[] {4, Double.NaN, 2, 5}, 2, kept)).isFalse();
    assertThat(kept).containsExactly(8, 12);
  }

  private static double[] ofRank(int rank, int n, Random random) {
    double[][] factors = RandomMatrices.table(3 * n, rank, 1, random);
    double[][] loadings = new double[rank][];
    for (int r = 0; r < rank; r++) {
      loadings[r] = RandomMatrices.vector(n, random);
    }
    double[][] X = new double[factors.length][n];
    for (int i = 0; i < X.length; i++) {
      for (int r = 0; r < rank; r++) {
        for (int j = 0; j < n; j++) {
          X[i][j] += factors[i][r] * loadings[r][j];
        }
      }
    }
    return RandomMatrices.gram(X);
  }

  private static double[] pseudoSolution(double[] A, double[] b) {
    int n = b.length;
    DMatrixRMaj U = new DMatrixRMaj(n, n);
    DMatrixRMaj right = new DMatrixRMaj(n, 1);
    for (int a = 0; a < n; a++) {
      right.set(a, 0, b[a] / Math.sqrt(A[a * n + a]));
      for (int c = 0; c < n; c++) {
        U.set(a, c, A[a * n + c] / Math.sqrt(A[a * n + a] * A[c * n + c]));
      }
    }
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    CommonOps_DDRM.pinv(U, inverse);
    DMatrixRMaj x = new DMatrixRMaj(n, 1);
    CommonOps_DDRM.mult(inverse, right, x);
    for (int a = 0; a < n; a++) {
      x.set(a, 0, x.get(a, 0) / Math.sqrt(A[a * n + a]));
    }
    return x.data;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void matricesThatAreNotFiniteAreRefused(int n) {
    Random random = new Random(n);
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      for (int q = 0; q < n * (n + 1) / 2; q++) {
        double[] A = RandomMatrices.pack(ofRank(n, n, random), n);
        A[q] = bad;
        assertThatThrownBy(() -> NormalEquations.solve(A, new double[n]))
            .isInstanceOf(ArithmeticException.class);
      }
    }
  }
}
