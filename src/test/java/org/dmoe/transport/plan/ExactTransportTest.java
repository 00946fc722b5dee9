package org.dmoe.transport.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import org.dmoe.transport.TransportVertices;
import org.junit.jupiter.api.Test;

class ExactTransportTest {

  /** Two targets leave one degree of freedom for each source: sort by the difference of costs. */
  @Test
  void equalsTheGreedySolutionForTwoTargets() {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      int L = 1 + random.nextInt(6);
      double[] supply = masses(random, L);
      double[] demand = masses(random, 2);
      double[][] costs = costs(random, L, 2);
      double expected = twoTargets(supply, demand, costs);
      assertThat(ExactTransport.transport(supply, demand, costs))
          .isCloseTo(expected, within(1e-7 * expected));
    }
  }

  /** All vertices of the transport polytope of 2 x 3 and 3 x 3 problems. */
  @Test
  void equalsTheBestVertex() {
    Random random = new Random(5);
    for (int trial = 0; trial < 100; trial++) {
      double[] supply = masses(random, 2 + trial % 2);
      double[] demand = masses(random, 3);
      double[][] costs = costs(random, supply.length, 3);
      double expected = TransportVertices.least(supply, demand, costs);
      assertThat(ExactTransport.transport(supply, demand, costs))
          .isCloseTo(expected, within(1e-7 * expected));
    }
  }

  @Test
  void costsOfAnySizeAreScaled() {
    Random random = new Random(6);
    for (double unit : new double[] {1e-12, 1e9, 1e15, 1e300}) {
      double[] supply = masses(random, 3);
      double[] demand = masses(random, 3);
      double[][] costs = costs(random, 3, 3);
      double expected = unit * TransportVertices.least(supply, demand, costs);
      for (double[] row : costs) {
        for (int k = 0; k < row.length; k++) {
          row[k] *= unit;
        }
      }
      assertThat(ExactTransport.transport(supply, demand, costs))
          .isCloseTo(expected, within(1e-7 * expected));
    }
    double[][] infinite = {{1, Double.POSITIVE_INFINITY}, {1, 2}};
    double[] half = {0.5, 0.5};
    assertThat(ExactTransport.transport(half, half, infinite)).isInfinite();
    double[][] unknown = {{1, Double.NaN}, {1, 2}};
    assertThat(ExactTransport.transport(half, half, unknown)).isNaN();
  }

  @Test
  void massesThatVanishAreNoTrouble() {
    double[][] costs = {{1, 2}, {3, 5}};
    assertThat(ExactTransport.transport(new double[] {1, 0}, new double[] {0, 1}, costs))
        .isCloseTo(2, within(1e-9));
    assertThat(ExactTransport.transport(new double[] {1, 1e-300}, new double[] {1, 1e-300}, costs))
        .isCloseTo(1, within(1e-9));
  }

  private static double twoTargets(double[] supply, double[] demand, double[][] costs) {
    Integer[] order = new Integer[supply.length];
    for (int l = 0; l < order.length; l++) {
      order[l] = l;
    }
    Arrays.sort(order, Comparator.comparingDouble(l -> costs[l][0] - costs[l][1]));
    double left = demand[0];
    double value = 0;
    for (int l : order) {
      double first = Math.min(left, supply[l]);
      left -= first;
      value += first * costs[l][0] + (supply[l] - first) * costs[l][1];
    }
    return value;
  }

  private static double[] masses(Random random, int n) {
    double[] masses = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      masses[i] = random.nextDouble() + 0.01;
      sum += masses[i];
    }
    for (int i = 0; i < n; i++) {
      masses[i] /= sum;
    }
    return masses;
  }

  private static double[][] costs(Random random, int L, int K) {
    double[][] costs = new double[L][K];
    for (double[] row : costs) {
      for (int k = 0; k < K; k++) {
        row[k] = 10 * random.nextDouble();
      }
    }
    return costs;
  }
}
