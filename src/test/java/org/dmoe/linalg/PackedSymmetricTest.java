package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dmoe.linalg.RandomMatrices.EPS;
import static org.dmoe.linalg.RandomMatrices.largest;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedSymmetricTest {

  @ParameterizedTest
  @MethodSource("org.dmoe.linalg.RandomMatrices#sizesAndDistances")
  void productsAreThoseOfTheFullMatrix(int n, double distance) {
    Random random = new Random(n);
    for (int trial = 0; trial < 50; trial++) {
      double[] A = RandomMatrices.gram(RandomMatrices.table(n + 1, n, distance, random));
      double[] packed = RandomMatrices.pack(A, n);
      double[] d = RandomMatrices.vector(n, random);
      double[] Ad = RandomMatrices.multiply(A, d);
      double rounding = 4 * n * n * EPS * largest(A);
      double form = 0;
      for (int a = 0; a < n; a++) {
        form += d[a] * Ad[a];
      }
      assertThat(PackedSymmetric.quadraticForm(packed, d)).isCloseTo(form, within(rounding));
      double[] out = RandomMatrices.vector(n, random);
      double[] sum = out.clone();
      for (int a = 0; a < n; a++) {
        sum[a] += Ad[a];
      }
      PackedSymmetric.multiplyAdd(packed, d, out);
      assertThat(out).containsExactly(sum, within(rounding));
      assertThat(PackedSymmetric.unpack(packed, n)).containsExactly(A);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 40})
  void placesOfEntries(int n) {
    int q = 0;
    for (int a = 0; a < n; a++) {
      assertThat(PackedSymmetric.diagonal(a, n)).isEqualTo(q);
      q += n - a;
    }
    assertThat(PackedSymmetric.length(n)).isBetween(q, q + 7).matches(length -> length % 8 == 0);
  }

  @Test
  void aBlockOfALargerMatrixIsAddedTo() {
    double[] M = new double[16];
    Arrays.fill(M, 1);
    PackedSymmetric.unpack(new double[] {1, 2, 3, 0, 0, 0, 0, 0}, 2, 10, M, 4, 2, 1);
    assertThat(M).containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 1, 11, 21, 1, 1, 21, 31, 1);
  }

  /** What rounding leaves of a vanished deviation is not a negative variance. */
  @Test
  void aFormThatVanishesIsNotNegative() {
    Random random = new Random(1);
    for (int trial = 0; trial < 1000; trial++) {
      double[][] X = {{random.nextGaussian(), random.nextGaussian(), random.nextGaussian()}};
      double[] A = RandomMatrices.pack(RandomMatrices.gram(X), 3);
      double[] orthogonal = {X[0][1], -X[0][0], 0};
      assertThat(PackedSymmetric.quadraticForm(A, orthogonal))
          .isBetween(0.0, 100 * EPS * largest(A) * largest(orthogonal) * largest(orthogonal));
    }
    assertThat(PackedSymmetric.quadraticForm(new double[8], new double[] {Double.NaN})).isNaN();
  }
}
