package org.dmoe.linalg;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Symmetric matrices X'X of random tables, row-major; and plain products to test with. */
final class RandomMatrices {

  static final double EPS = Math.ulp(1.0);

  private RandomMatrices() {}

  /** Sizes 1 to 9, and how far each column is from the span of those before it. */
  static Stream<Arguments> sizesAndDistances() {
    return Stream.of(1, 1e-2, 1e-5)
        .flatMap(
            distance ->
                Stream.of(1, 2, 3, 4, 5, 6, 7, 8, 9)
                    .map(n -> Arguments.of(n, distance.doubleValue())));
  }

  /** X of rows x n whose columns lie at that distance from the mean of those before them. */
  static double[][] table(int rows, int n, double distance, Random random) {
    double[][] X = new double[rows][n];
    for (double[] x : X) {
      double before = 0;
      for (int j = 0; j < n; j++) {
        x[j] = (j == 0 ? 1 : distance) * random.nextGaussian() + (j == 0 ? 0 : before / j);
        before += x[j];
      }
    }
    return X;
  }

  /** X'X. */
  static double[] gram(double[][] X) {
    int n = X[0].length;
    double[] A = new double[n * n];
    for (double[] x : X) {
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          A[a * n + b] += x[a] * x[b];
        }
      }
    }
    return A;
  }

  /** R'R of the upper triangle. */
  static double[] square(double[] R, int n) {
    double[] A = new double[n * n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        for (int i = 0; i <= Math.min(a, b); i++) {
          A[a * n + b] += R[i * n + a] * R[i * n + b];
        }
      }
    }
    return A;
  }

  static double[] multiply(double[] A, double[] x) {
    int n = x.length;
    double[] product = new double[n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        product[a] += A[a * n + b] * x[b];
      }
    }
    return product;
  }

  static double[] pack(double[] A, int n) {
    double[] packed = new double[PackedSymmetric.length(n)];
    int q = 0;
    for (int a = 0; a < n; a++) {
      for (int b = a; b < n; b++) {
        packed[q++] = A[a * n + b];
      }
    }
    return packed;
  }

  static double[] vector(int n, Random random) {
    return random.doubles(n, -1, 1).toArray();
  }

  static double largest(double[] a) {
    double largest = 0;
    for (double v : a) {
      largest = Math.max(largest, Math.abs(v));
    }
    return largest;
  }
}
