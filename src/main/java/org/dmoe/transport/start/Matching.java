package org.dmoe.transport.start;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** One-to-one assignment of rows to columns at least summed cost. */
public final class Matching {

  private Matching() {}

  /**
   * Matches as many rows as there are columns, or all of them.
   *
   * @param given costs, R x C; infinite where a match is out of the question
   * @return for each row its column, or -1 where there are fewer columns than rows
   */
  public static int[] leastCost(double[][] given) {
    double[][] costs = scaled(given);
    int rows = costs.length;
    int columns = costs[0].length;
    int[] cheapest = cheapestColumns(costs);
    if (Arrays.stream(cheapest).distinct().count() == rows) {
      return cheapest;
    }
    int[] matched = perfect(squared(costs, Math.max(rows, columns)));
    int[] result = new int[rows];
    for (int r = 0; r < rows; r++) {
      result[r] = matched[r] < columns ? matched[r] : -1;
    }
    return result;
  }

  /**
   * Costs in units of the largest finite one, so that no sum overflows in the library; an infinite
   * cost is more than all others together.
   *
   * @throws IllegalArgumentException if a cost is NaN
   */
  private static double[][] scaled(double[][] costs) {
    double largest = 0;
    for (double[] row : costs) {
      for (double cost : row) {
        if (Double.isNaN(cost)) {
          throw new IllegalArgumentException("a cost of matching is not a number");
        }
        largest = Double.isInfinite(cost) ? largest : Math.max(largest, Math.abs(cost));
      }
    }
    double unit = largest > 0 ? largest : 1;
    double outOfTheQuestion = 2.0 * (costs.length + costs[0].length);
    double[][] scaled = new double[costs.length][costs[0].length];
    for (int r = 0; r < costs.length; r++) {
      for (int c = 0; c < costs[r].length; c++) {
        boolean infinite = Double.isInfinite(costs[r][c]);
        scaled[r][c] = infinite ? Math.copySign(outOfTheQuestion, costs[r][c]) : costs[r][c] / unit;
      }
    }
    return scaled;
  }

  private static int[] cheapestColumns(double[][] costs) {
    int[] cheapest = new int[costs.length];
    for (int r = 0; r < costs.length; r++) {
      for (int c = 1; c < costs[r].length; c++) {
        if (costs[r][c] < costs[r][cheapest[r]]) {
          cheapest[r] = c;
        }
      }
    }
    return cheapest;
  }

  /** Rows and columns that are missing cost nothing. */
  private static double[][] squared(double[][] costs, int size) {
    double[][] square = new double[size][size];
    for (int r = 0; r < costs.length; r++) {
      System.arraycopy(costs[r], 0, square[r], 0, costs[r].length);
    }
    return square;
  }

  private static int[] perfect(double[][] costs) {
    int size = costs.length;
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    Set<Integer> rows = new LinkedHashSet<>();
    Set<Integer> columns = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      graph.addVertex(i);
      graph.addVertex(size + i);
      rows.add(i);
      columns.add(size + i);
    }
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        graph.setEdgeWeight(graph.addEdge(r, size + c), costs[r][c]);
      }
    }
    int[] result = new int[size];
    for (DefaultWeightedEdge edge :
        new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns)
            .getMatching()
            .getEdges()) {
      result[graph.getEdgeSource(edge)] = graph.getEdgeTarget(edge) - size;
    }
    return result;
  }
}
