package org.dmoe.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** The assignment problem: each row one column, no column twice, least sum of costs. */
final class Assignment {

  private Assignment() {}

  /**
   * Solves the problem by the algorithm of Kuhn and Munkres.
   *
   * @param cost square, finite
   * @return for each row its column
   */
  static int[] cheapest(double[][] cost) {
    int n = cost.length;
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    List<Integer> rows = vertices(graph, 0, n);
    List<Integer> columns = vertices(graph, n, n);
    for (int row : rows) {
      for (int column : columns) {
        graph.setEdgeWeight(graph.addEdge(row, column), cost[row][column - n]);
      }
    }
    int[] assigned = new int[n];
    var matching =
        new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(
            graph, new LinkedHashSet<>(rows), new LinkedHashSet<>(columns));
    for (DefaultWeightedEdge edge : matching.getMatching()) {
      assigned[graph.getEdgeSource(edge)] = graph.getEdgeTarget(edge) - n;
    }
    return assigned;
  }

  private static List<Integer> vertices(
      SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph, int first, int n) {
    List<Integer> vertices = new ArrayList<>();
    for (int v = first; v < first + n; v++) {
      graph.addVertex(v);
      vertices.add(v);
    }
    return vertices;
  }
}
