package org.dmoe.transport.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem.MinimumCostFlowProblemImpl;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;

/**
 * T_c(f^W, g): at every row of the support the transport problem between the local experts' masses
 * and the gate of g.
 *
 * <p>The library's flows are whole numbers, so masses are rounded to parts in {@link #UNITS} to
 * find the optimal prices; the value is then that of the dual problem at the masses themselves,
 * which is exact where rounding does not change the optimal basis, and off by less than the largest
 * cost times L / UNITS otherwise.
 */
public final class ExactTransport {

  private static final int UNITS = 1 << 28;

  /** The library takes costs from 1e9 on for infinite. */
  private static final double LARGEST_COST = 1e6;

  /** Successive shortest paths; with scaling the library saturates arcs of no bound. */
  private static final int NO_SCALING = 1;

  private final ReductionContext context;

  public ExactTransport(ReductionContext context) {
    this.context = context;
  }

  public double mean(MixtureOfExperts model) {
    StandardisedSupport support = context.ambient().support();
    double[] sums = new double[support.blockCount()];
    AmbientMixture target =
        new AmbientMixture(List.of(new LocalModel("global", model, 1)), support);
    context.workers().run("exact transport", sums.length, b -> sums[b] = block(target, b));
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum / support.size();
  }

  private double block(AmbientMixture target, int b) {
    AmbientMixture ambient = context.ambient();
    int rows = ambient.support().rows(b);
    double[][] supply = masses(ambient, b);
    double[][] demand = masses(target, b);
    boolean gaussian = context.canonical().isEmpty();
    double[][] localMeans = gaussian ? means(ambient, b) : new double[0][];
    double[][] globalMeans = gaussian ? means(target, b) : new double[0][];
    double[][][] divergences =
        gaussian ? new double[0][][] : context.canonical().get().divergences(target, b);
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      double[][] costs = new double[ambient.size()][target.size()];
      for (int l = 0; l < costs.length; l++) {
        for (int k = 0; k < target.size(); k++) {
          if (!gaussian) {
            costs[l][k] = divergences[l][k][i];
            continue;
          }
          double difference = localMeans[l][i] - globalMeans[k][i];
          double variance = target.variance(k);
          costs[l][k] =
              context.cost().offset(ambient.variance(l), variance)
                  + context.cost().pull(ambient.variance(l))
                      * context.cost().slope(variance)
                      * difference
                      * difference;
        }
      }
      sum += transport(column(supply, i), column(demand, i), costs);
    }
    return sum;
  }

  /** Least cost of moving supply (length L, sum 1) to demand (length K, sum 1). */
  static double transport(double[] supply, double[] demand, double[][] costs) {
    double unit = Math.max(1, largest(costs) / LARGEST_COST);
    if (!(unit < Double.POSITIVE_INFINITY)) {
      return unit;
    }
    double[][] scaled = new double[costs.length][];
    for (int l = 0; l < costs.length; l++) {
      scaled[l] = Arrays.stream(costs[l]).map(cost -> cost / unit).toArray();
    }
    return unit * scaledTransport(supply, demand, scaled);
  }

  /** The largest cost; NaN if there is one that is not a number. */
  private static double largest(double[][] costs) {
    double largest = 0;
    for (double[] row : costs) {
      for (double cost : row) {
        largest = Math.max(largest, cost);
      }
    }
    return largest;
  }

  private static double scaledTransport(double[] supply, double[] demand, double[][] costs) {
    int L = supply.length;
    int K = demand.length;
    int[] units = new int[L + K];
    round(supply, units, 0, 1);
    round(demand, units, L, -1);
    SimpleDirectedWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    for (int v = 0; v < L + K; v++) {
      graph.addVertex(v);
    }
    for (int l = 0; l < L; l++) {
      for (int k = 0; k < K; k++) {
        graph.setEdgeWeight(graph.addEdge(l, L + k), costs[l][k]);
      }
    }
    CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge> flow =
        new CapacityScalingMinimumCostFlow<>(NO_SCALING);
    flow.getMinimumCostFlow(
        new MinimumCostFlowProblemImpl<>(
            graph, v -> units[v], edge -> CapacityScalingMinimumCostFlow.CAP_INF));
    return dualValue(supply, demand, costs, flow.getDualSolution());
  }

  /**
   * max over u of the dual at given prices of the targets: sum_k v_k d_k + sum_l s_l min_k (c - v).
   */
  private static double dualValue(
      double[] supply, double[] demand, double[][] costs, Map<Integer, Double> prices) {
    int L = supply.length;
    double value = 0;
    double nearest = 0;
    double[] price = new double[demand.length];
    for (int k = 0; k < price.length; k++) {
      price[k] = -prices.get(L + k);
      value += price[k] * demand[k];
    }
    for (int l = 0; l < L; l++) {
      double least = Double.POSITIVE_INFINITY;
      double free = Double.POSITIVE_INFINITY;
      for (int k = 0; k < price.length; k++) {
        least = Math.min(least, costs[l][k] - price[k]);
        free = Math.min(free, costs[l][k]);
      }
      value += supply[l] * least;
      nearest += supply[l] * free;
    }
    return Math.max(value, nearest);
  }

  private static void round(double[] masses, int[] units, int offset, int sign) {
    int largest = 0;
    int left = UNITS;
    for (int i = 0; i < masses.length; i++) {
      units[offset + i] = sign * (int) Math.floor(masses[i] * UNITS);
      left -= Math.abs(units[offset + i]);
      if (masses[i] > masses[largest]) {
        largest = i;
      }
    }
    units[offset + largest] += sign * left;
  }

  private static double[][] masses(AmbientMixture mixture, int b) {
    double[][] masses = new double[mixture.size()][StandardisedSupport.BLOCK_ROWS];
    for (int m = 0; m < mixture.machines(); m++) {
      mixture.knownGateWeights(
          m, b, Arrays.copyOfRange(masses, mixture.first(m), mixture.first(m + 1)));
    }
    return masses;
  }

  private static double[][] means(AmbientMixture mixture, int b) {
    double[][] means = new double[mixture.size()][StandardisedSupport.BLOCK_ROWS];
    for (int l = 0; l < means.length; l++) {
      mixture.support().project(mixture.beta(l), b, means[l]);
    }
    return means;
  }

  private static double[] column(double[][] values, int i) {
    double[] column = new double[values.length];
    for (int l = 0; l < column.length; l++) {
      column[l] = values[l][i];
    }
    return column;
  }
}
