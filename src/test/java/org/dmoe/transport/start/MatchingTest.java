package org.dmoe.transport.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatchingTest {

  @Test
  void costsThatCannotBeAddedUpAreNoTrouble() {
    double infinite = Double.POSITIVE_INFINITY;
    double[][] huge = {{1.7e308, 1e308, infinite}, {1e308, 1.7e308, 1.7e308}, {infinite, 1e308, 1}};
    assertThat(Matching.leastCost(huge)).containsExactly(1, 0, 2);
    double[][] impossible = {{infinite, 1}, {infinite, 2}};
    assertThat(Matching.leastCost(impossible)).containsExactlyInAnyOrder(0, 1);
    assertThatThrownBy(() -> Matching.leastCost(new double[][] {{1, Double.NaN}}))
        .hasMessageContaining("not a number");
  }

  @Test
  void equalsTheBestOfAllPermutations() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      double[][] costs = new double[1 + random.nextInt(4)][1 + random.nextInt(4)];
      for (double[] row : costs) {
        for (int c = 0; c < row.length; c++) {
          row[c] = (c + 1) * random.nextDouble();
        }
      }
      int[] match = Matching.leastCost(costs);
      double sum = 0;
      int matched = 0;
      for (int r = 0; r < match.length; r++) {
        if (match[r] >= 0) {
          sum += costs[r][match[r]];
          matched++;
        }
      }
      assertThat(matched).isEqualTo(Math.min(costs.length, costs[0].length));
      assertThat(match).satisfies(m -> assertThat(distinct(m)).isTrue());
      assertThat(sum).isCloseTo(least(costs, 0, 0, matched), within(1e-12));
    }
  }

  private static double least(double[][] costs, int row, int used, int open) {
    if (open == 0) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    if (costs.length - row > open) {
      best = least(costs, row + 1, used, open);
    }
    for (int c = 0; c < costs[row].length; c++) {
      if ((used >> c & 1) == 0) {
        best = Math.min(best, costs[row][c] + least(costs, row + 1, used | 1 << c, open - 1));
      }
    }
    return best;
  }

  private static boolean distinct(int[] match) {
    long used = Arrays.stream(match).filter(c -> c >= 0).count();
    return Arrays.stream(match).filter(c -> c >= 0).distinct().count() == used;
  }
}
