package org.dmoe.transport.plan;

import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.StandardisedSupport;

/**
 * What a block of rows adds to the pointwise plan: for each global expert and row the mass, the
 * same weighted by the local experts' pulls with the first two moments of (m_l(x) - m_k(x)), and
 * the variances' moment; for each local expert its cost.
 */
final class PointwiseSums {

  final double[][] mass;
  final double[][] pulled;
  final double[][] first;
  final double[][] second;
  final double[][] moment;
  final double[] costs;

  private PointwiseSums(int experts, int rows, int localExperts) {
    mass = new double[experts][rows];
    pulled = new double[experts][rows];
    first = new double[experts][rows];
    second = new double[experts][rows];
    moment = new double[experts][rows];
    costs = new double[localExperts];
  }

  static PointwiseSums of(PointwiseCosts problem, int b) {
    AmbientMixture ambient = problem.ambient;
    int rows = ambient.support().rows(b);
    PointwiseSums sums =
        new PointwiseSums(problem.experts.size(), ambient.support().paddedRows(b), ambient.size());
    double[][] weights = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    double[] localMean = new double[StandardisedSupport.BLOCK_ROWS];
    double[] offsets = new double[problem.experts.size()];
    double[] slopes = new double[problem.experts.size()];
    double[][] means = problem.globalMeans(b);
    for (int m = 0; m < ambient.machines(); m++) {
      ambient.knownGateWeights(m, b, weights);
      for (int l = ambient.first(m); l < ambient.first(m + 1); l++) {
        ambient.support().project(ambient.beta(l), b, localMean);
        problem.offsets(l, offsets);
        problem.slopes(l, slopes);
        double pull = problem.cost.pull(ambient.variance(l));
        double localMoment = problem.cost.moment(ambient.variance(l));
        double[] weight = weights[l - ambient.first(m)];
        for (int i = 0; i < rows; i++) {
          int k = PointwiseCosts.cheapest(offsets, slopes, means, i, localMean[i]);
          double difference = localMean[i] - means[k][i];
          sums.add(k, i, weight[i], pull, difference, localMoment);
          sums.costs[l] += weight[i] * Math.fma(slopes[k] * difference, difference, offsets[k]);
        }
      }
    }
    return sums;
  }

  /**
   * Moves what local expert l gave to other experts on block b to expert k, equal to l from now.
   */
  void move(PointwiseCosts before, int b, int l, int k) {
    AmbientMixture ambient = before.ambient;
    int m = ambient.machineOf(l);
    double[][] weights = new double[ambient.largest()][StandardisedSupport.BLOCK_ROWS];
    double[] localMean = new double[StandardisedSupport.BLOCK_ROWS];
    double[] offsets = new double[before.experts.size()];
    ambient.knownGateWeights(m, b, weights);
    ambient.support().project(ambient.beta(l), b, localMean);
    before.offsets(l, offsets);
    double[] slopes = new double[before.experts.size()];
    before.slopes(l, slopes);
    double pull = before.cost.pull(ambient.variance(l));
    double[][] means = before.globalMeans(b);
    double localMoment = before.cost.moment(ambient.variance(l));
    for (int i = 0; i < ambient.support().rows(b); i++) {
      double weight = weights[l - ambient.first(m)][i];
      int owner = PointwiseCosts.cheapest(offsets, slopes, means, i, localMean[i]);
      add(owner, i, -weight, pull, localMean[i] - means[owner][i], localMoment);
      clear(k, i);
      add(k, i, weight, pull, 0, localMoment);
    }
  }

  private void add(
      int k, int row, double weight, double pull, double difference, double localMoment) {
    double drawn = pull * weight;
    mass[k][row] += weight;
    pulled[k][row] += drawn;
    first[k][row] = Math.fma(drawn, difference, first[k][row]);
    second[k][row] = Math.fma(drawn * difference, difference, second[k][row]);
    moment[k][row] = Math.fma(weight, localMoment, moment[k][row]);
  }

  private void clear(int k, int row) {
    mass[k][row] = 0;
    pulled[k][row] = 0;
    first[k][row] = 0;
    second[k][row] = 0;
    moment[k][row] = 0;
  }
}
