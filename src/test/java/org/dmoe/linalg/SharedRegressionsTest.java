package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Regressions that share coefficients, against one regression on columns for each free number. */
class SharedRegressionsTest {

  private static final int K = 3;
  private static final int P = 4;
  private static final int ROWS = 30;
  private static final IntPredicate EQUAL = j -> j == 1 || j == 3;
  private static final UnaryOperator<double[]> APART = v -> v;

  private final Random random = new Random(5);
  private final double[][][] X = new double[K][ROWS][P];
  private final double[][] y = new double[K][ROWS];
  private final List<SharedRegressions.Regression> regressions = new ArrayList<>();

  SharedRegressionsTest() {
    for (int k = 0; k < K; k++) {
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < P; j++) {
          X[k][i][j] = j == 0 ? 1 : random.nextGaussian();
        }
        y[k][i] = random.nextGaussian() * (k + 1) + X[k][i][1];
      }
      double[] centre = random.doubles(P).toArray();
      regressions.add(regression(X[k], y[k], centre));
    }
  }

  private static SharedRegressions.Regression regression(
      double[][] X, double[] y, double[] centre) {
    double[] gram = new double[PackedSymmetric.length(P)];
    double[] right = new double[P];
    for (int i = 0; i < ROWS; i++) {
      double rest = y[i] - VectorMath.dot(X[i], centre);
      int c = 0;
      for (int a = 0; a < P; a++) {
        right[a] += X[i][a] * rest;
        for (int b = a; b < P; b++) {
          gram[c++] += X[i][a] * X[i][b];
        }
      }
    }
    return new SharedRegressions.Regression(
        gram, centre, right, beta -> squares(X, y, beta) / ROWS);
  }

  private static double squares(double[][] X, double[] y, double[] beta) {
    double sum = 0;
    for (int i = 0; i < ROWS; i++) {
      double rest = y[i] - VectorMath.dot(X[i], beta);
      sum += rest * rest;
    }
    return sum;
  }

  /** Columns: of each regression those that are its own, then the shared ones. */
  private double[][] byColumns(double[] variance) {
    DMatrixRMaj A = new DMatrixRMaj(K * ROWS, 2 * K + 2);
    DMatrixRMaj b = new DMatrixRMaj(K * ROWS, 1);
    for (int k = 0; k < K; k++) {
      double unit = 1 / Math.sqrt(variance[k]);
      for (int i = 0; i < ROWS; i++) {
        int row = k * ROWS + i;
        for (int j = 0; j < P; j++) {
          A.set(row, j % 2 == 1 ? 2 * K + j / 2 : 2 * k + j / 2, unit * X[k][i][j]);
        }
        b.set(row, 0, unit * y[k][i]);
      }
    }
    DMatrixRMaj solution = new DMatrixRMaj(2 * K + 2, 1);
    assertThat(CommonOps_DDRM.solve(A, b, solution)).isTrue();
    double[][] beta = new double[K][P];
    for (int k = 0; k < K; k++) {
      for (int j = 0; j < P; j++) {
        beta[k][j] = solution.get(j % 2 == 1 ? 2 * K + j / 2 : 2 * k + j / 2);
      }
    }
    return beta;
  }

  @Test
  void areOneRegressionOnColumnsOfTheFreeCoefficients() {
    double[][] beta =
        SharedRegressions.solve(regressions, EQUAL, new double[] {1, 1, 1}, v -> 1, APART).beta();
    double[][] expected = byColumns(new double[] {1, 1, 1});
    for (int k = 0; k < K; k++) {
      assertThat(beta[k]).containsExactly(expected[k], within(1e-10));
    }
  }

  /** Coefficients are best for the variances, which are those about the coefficients. */
  @Test
  void precisionsAndVariancesAgree() {
    SharedRegressions.Solution solution =
        SharedRegressions.solve(regressions, EQUAL, new double[] {1, 1, 1}, v -> 1 / v, APART);
    double[][] expected = byColumns(solution.variance());
    for (int k = 0; k < K; k++) {
      assertThat(solution.beta()[k]).containsExactly(expected[k], within(1e-8));
      double variance = squares(X[k], y[k], solution.beta()[k]) / ROWS;
      assertThat(solution.variance()[k]).isCloseTo(variance, within(1e-10 * variance));
      assertThat(solution.beta()[k][1]).isEqualTo(solution.beta()[0][1]);
    }
  }

  @Test
  void oneWithoutRowsKeepsItsOwnAndTakesWhatIsShared() {
    double[] centre = {7, 100, -7, 100};
    double[] none = new double[PackedSymmetric.length(P)];
    List<SharedRegressions.Regression> four = new ArrayList<>(regressions);
    four.add(new SharedRegressions.Regression(none, centre, new double[P], beta -> 2));
    SharedRegressions.Solution solution =
        SharedRegressions.solve(four, EQUAL, new double[] {1, 1, 1, 1}, v -> 1, APART);
    double[][] expected = byColumns(new double[] {1, 1, 1});
    double[] last = {7, expected[0][1], -7, expected[0][3]};
    assertThat(solution.beta()[3]).containsExactly(last, within(1e-10));
    assertThat(solution.beta()[0]).containsExactly(expected[0], within(1e-10));
    assertThat(solution.variance()[3]).isEqualTo(2);
  }

  @Test
  void entriesThatAreOneNumberAreSummedAndExpanded() {
    SharedEntries shared = SharedEntries.of(new int[] {0, 1, 0, 3, 1});
    DMatrixRMaj T =
        new DMatrixRMaj(new double[][] {{1, 0, 0}, {0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {0, 1, 0}});
    DMatrixRMaj H = new DMatrixRMaj(5, 5, true, random.doubles(25).toArray());
    DMatrixRMaj HT = CommonOps_DDRM.mult(H, T, null);
    DMatrixRMaj expected = new DMatrixRMaj(3, 3);
    CommonOps_DDRM.multTransA(T, HT, expected);
    assertThat(shared.sumMatrix(H.data)).containsExactly(expected.data, within(1e-14));
    assertThat(shared.sum(new double[] {1, 2, 3, 4, 5})).containsExactly(4, 7, 4);
    assertThat(shared.expand(new double[] {8, 9, 6})).containsExactly(8, 9, 8, 6, 9);
    assertThat(shared.all(new boolean[] {true, true, true, false, false}))
        .containsExactly(true, false, false);
    double[] v = {1, 0.1, 3, 5, 0.1};
    shared.average(v);
    assertThat(v).containsExactly(2, 0.1, 2, 5, 0.1);
  }
}
