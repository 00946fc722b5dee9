package org.dmoe.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssignmentTest {

  @Test
  void noPermutationIsCheaper() {
    SplittableRandom random = new SplittableRandom(8);
    for (int trial = 0; trial < 100; trial++) {
      int n = 1 + trial % 6;
      double[][] cost = new double[n][n];
      for (double[] row : cost) {
        Arrays.setAll(row, k -> random.nextDouble(-5, 5));
      }
      int[] assigned = Assignment.cheapest(cost);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += cost[i][assigned[i]];
      }
      assertThat(assigned).doesNotHaveDuplicates();
      assertThat(sum).isCloseTo(cheapest(cost, 0, new boolean[n]), within(1e-12));
    }
  }

  private static double cheapest(double[][] cost, int row, boolean[] used) {
    if (row == cost.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int k = 0; k < cost.length; k++) {
      if (!used[k]) {
        used[k] = true;
        best = Math.min(best, cost[row][k] + cheapest(cost, row + 1, used));
        used[k] = false;
      }
    }
    return best;
  }
}
