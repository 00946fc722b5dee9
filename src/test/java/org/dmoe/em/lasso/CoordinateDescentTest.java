package org.dmoe.em.lasso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinateDescentTest {

  /** The conditions of Karush, Kuhn and Tucker, with coordinates free and excluded among them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9, 20, 40})
  void theEndIsTheMinimum(int n) {
    Random random = new Random(n);
    double[] A = gram(n, random);
    double[] c = normals(n, 5, random);
    double[] x = normals(n, 1, random);
    double[] w = new double[n];
    for (int j = 0; j < n; j++) {
      w[j] = j % 5 == 0 ? 0 : j % 7 == 6 ? Double.POSITIVE_INFINITY : 4 * random.nextDouble();
    }
    double[] end = CoordinateDescent.solve(A, c, x, w);
    for (int j = 0; j < n; j++) {
      double gradient = c[j];
      for (int i = 0; i < n; i++) {
        gradient -= A[j * n + i] * (end[i] - x[i]);
      }
      if (w[j] == Double.POSITIVE_INFINITY) {
        assertThat(end[j]).isZero();
      } else if (end[j] == 0) {
        assertThat(Math.abs(gradient)).isLessThanOrEqualTo(w[j] + 1e-5);
      } else {
        assertThat(gradient).isCloseTo(w[j] * Math.signum(end[j]), within(1e-5));
      }
    }
  }

  private static double[] gram(int n, Random random) {
    double[] A = new double[n * n];
    for (int row = 0; row < 2 * n + 5; row++) {
      double[] z = normals(n, 1, random);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          A[i * n + j] += z[i] * z[j];
        }
      }
    }
    return A;
  }

  private static double[] normals(int n, double scale, Random random) {
    double[] z = new double[n];
    for (int i = 0; i < n; i++) {
      z[i] = scale * random.nextGaussian();
    }
    return z;
  }
}
