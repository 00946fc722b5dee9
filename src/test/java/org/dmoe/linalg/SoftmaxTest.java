package org.dmoe.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A block's softmax against that of one row, and both against the definition. */
class SoftmaxTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 9})
  void blockAndRowAgree(int K) {
    SplittableRandom random = new SplittableRandom(K);
    int n = 37;
    double[][] logits = new double[K][n];
    for (double[] row : logits) {
      for (int i = 0; i < n; i++) {
        row[i] = random.nextDouble(-300, 300);
      }
    }
    double[][] pi = new double[K][n];
    double[] logSum = new double[n];
    Softmax softmax = new Softmax(n);
    softmax.exponentiate(logits, K, n, pi);
    softmax.logSum(logSum, n);
    softmax.normalise(pi, K, n, 0.25);

    for (int i = 0; i < n; i++) {
      double[] row = new double[K];
      double total = 0;
      for (int k = 0; k < K; k++) {
        row[k] = logits[k][i];
        total += pi[k][i];
      }
      double norm = Softmax.logSumExp(row);
      assertThat(logSum[i]).isCloseTo(norm, within(1e-12));
      assertThat(total).isCloseTo(0.25, within(1e-15));
      for (int k = 0; k < K; k++) {
        assertThat(pi[k][i]).isCloseTo(0.25 * StrictMath.exp(logits[k][i] - norm), within(1e-14));
      }
    }
  }

  @Test
  void hugeLogitsNeitherOverflowNorVanish() {
    assertThat(Softmax.logSumExp(new double[] {1e300, 1e300 - 1})).isEqualTo(1e300);
    assertThat(Softmax.logSumExp(new double[] {-1e300, -1e300})).isEqualTo(-1e300);
    double infinite = Double.NEGATIVE_INFINITY;
    assertThat(Softmax.logSumExp(new double[] {infinite, infinite})).isEqualTo(infinite);
    assertThat(Softmax.logSumExp(new double[] {0, Double.NaN})).isNaN();
  }
}
