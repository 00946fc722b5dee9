package org.dmoe.transport.plan;

import java.util.Arrays;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;

/** c(phi_l, phi_k, x) of all local against all global experts, block of rows by block of rows. */
final class PointwiseCosts {

  final AmbientMixture ambient;
  final GlobalExperts experts;
  final ExpertCost cost;
  private final double[] slopes;

  PointwiseCosts(AmbientMixture ambient, GlobalExperts experts, ExpertCost cost) {
    this.ambient = ambient;
    this.experts = experts;
    this.cost = cost;
    this.slopes = Arrays.stream(experts.variance()).map(cost::slope).toArray();
  }

  /** Means of the global experts on block b (K x rows). */
  double[][] globalMeans(int b) {
    double[][] means = new double[experts.size()][StandardisedSupport.BLOCK_ROWS];
    for (int k = 0; k < means.length; k++) {
      ambient.support().project(experts.beta()[k], b, means[k]);
    }
    return means;
  }

  /** Parts of the cost that do not depend on x, of local expert l to each global expert. */
  void offsets(int l, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = cost.offset(ambient.variance(l), experts.variance()[k]);
    }
  }

  /** Factors on the squared difference of the means, of local expert l to each global expert. */
  void slopes(int l, double[] out) {
    double pull = cost.pull(ambient.variance(l));
    for (int k = 0; k < out.length; k++) {
      out[k] = pull * slopes[k];
    }
  }

  /** The cheapest global expert at a row, lowest number on a tie. */
  static int cheapest(double[] offsets, double[] slopes, double[][] means, int row, double mean) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < offsets.length; k++) {
      double difference = mean - means[k][row];
      double candidate = Math.fma(slopes[k] * difference, difference, offsets[k]);
      if (candidate < least) {
        least = candidate;
        best = k;
      }
    }
    return best;
  }

  /**
   * Costs of the cheapest global expert at the rows of a block.
   *
   * @param means of the global experts (K x rows)
   * @param mean of the local expert at these rows
   * @param out the costs
   */
  static void least(
      double[] offsets, double[] slopes, double[][] means, double[] mean, double[] out, int rows) {
    Arrays.fill(out, 0, rows, Double.POSITIVE_INFINITY);
    for (int k = 0; k < offsets.length; k++) {
      lower(out, offsets[k], slopes[k], means[k], mean, rows);
    }
  }

  /** Apart, for the compiler to vectorise it. */
  private static void lower(
      double[] out, double offset, double slope, double[] global, double[] mean, int rows) {
    for (int i = 0; i < rows; i++) {
      double difference = mean[i] - global[i];
      out[i] = Math.min(out[i], Math.fma(slope * difference, difference, offset));
    }
  }
}
