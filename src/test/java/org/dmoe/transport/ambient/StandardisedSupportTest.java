package org.dmoe.transport.ambient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.transport.RandomProblems;
import org.junit.jupiter.api.Test;

class StandardisedSupportTest {

  /** Of single columns and of sums of two. */
  @Test
  void theGramMatrixIsTheMeanOfProducts() {
    StandardisedSupport support = StandardisedSupport.of(new RandomProblems(1, 3).support(301));
    double[] gram = support.gram();
    for (int a = 0; a < 4; a++) {
      for (int b = a; b < 4; b++) {
        double sum = 0;
        for (int block = 0; block < support.blockCount(); block++) {
          for (int i = 0; i < support.rows(block); i++) {
            sum += support.block(block)[a][i] * support.block(block)[b][i];
          }
        }
        double[] direction = new double[4];
        direction[a]++;
        direction[b] += a == b ? 0 : 1;
        double form = PackedSymmetric.quadraticForm(gram, direction);
        double expected = a == b ? sum / 301 : gram(gram, a) + gram(gram, b) + 2 * sum / 301;
        assertThat(form).isCloseTo(expected, within(1e-13));
      }
    }
  }

  private static double gram(double[] gram, int a) {
    double[] unit = new double[4];
    unit[a] = 1;
    return PackedSymmetric.quadraticForm(gram, unit);
  }
}
