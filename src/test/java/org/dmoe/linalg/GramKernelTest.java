package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against plain loops; p = 40 and 50 have more products than the kernel holds at a time. */
class GramKernelTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 40, 50})
  void sumsAreThoseOfPlainLoops(int p) {
    Random random = new Random(p);
    GramKernel kernel = new GramKernel(p);
    for (int n : new int[] {8, 16, 200}) {
      for (int m = 1; m <= 5; m++) {
        double[][] columns = vectors(p, n, random);
        double[][] W = vectors(m, n, random);
        double[][] G = new double[m][PackedSymmetric.length(p)];
        double[][] sums = new double[m][p];
        for (int pass = 1; pass <= 2; pass++) {
          kernel.addGrams(columns, n, W, m, G);
          GramKernel.addSums(columns, p, n, W, m, sums);
          for (int k = 0; k < m; k++) {
            assertThat(PackedSymmetric.unpack(G[k], p))
                .containsExactly(gram(columns, n, W[k], pass), within(1e-15 * n * pass));
            assertThat(sums[k])
                .containsExactly(sum(columns, n, W[k], pass), within(1e-15 * n * pass));
          }
        }
      }
    }
  }

  /** Rows of weight 0 that fill a block up may hold any finite number. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40})
  void rowsWithoutWeightAddNothing(int p) {
    Random random = new Random(p);
    double[][] columns = vectors(p, 16, random);
    double[][] W = vectors(3, 16, random);
    for (double[] w : W) {
      Arrays.fill(w, 8, 16, 0);
    }
    double[][] first = new double[3][PackedSymmetric.length(p)];
    double[][] both = new double[3][PackedSymmetric.length(p)];
    new GramKernel(p).addGrams(columns, 8, W, 3, first);
    new GramKernel(p).addGrams(columns, 16, W, 3, both);
    assertThat(both).isDeepEqualTo(first);
  }

  private static double[] gram(double[][] columns, int n, double[] w, int times) {
    int p = columns.length;
    double[] G = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < p; b++) {
        for (int i = 0; i < n; i++) {
          G[a * p + b] += times * w[i] * columns[a][i] * columns[b][i];
        }
      }
    }
    return G;
  }

  private static double[] sum(double[][] columns, int n, double[] w, int times) {
    double[] sum = new double[columns.length];
    for (int a = 0; a < columns.length; a++) {
      for (int i = 0; i < n; i++) {
        sum[a] += times * w[i] * columns[a][i];
      }
    }
    return sum;
  }

  private static double[][] vectors(int count, int n, Random random) {
    double[][] vectors = new double[count][];
    for (int k = 0; k < count; k++) {
      vectors[k] = RandomMatrices.vector(n, random);
    }
    return vectors;
  }
}
