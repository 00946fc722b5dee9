package org.dmoe.refine;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.family.CanonicalFamily;

/**
 * About the information that the complete data of all rows would have, in blocks of the gates and
 * of each expert, from the second moments of the experts' shares: of softmax predictors the bound
 * (I - 11'/C)/2 of Böhning and Lindsay (1988), of others the variance at the shares' means.
 */
final class CompleteInformation {

  private CompleteInformation() {}

  /** nu x nu, row-major. */
  static double[] of(PooledObjective objective) {
    ParameterLayout layout = objective.layout();
    EmStatistics statistics = objective.sums().statistics();
    double[] M = new double[layout.size() * layout.size()];
    double[] ofGates =
        EmStep.bound(
            objective, Shares.total(statistics), objective.penalty().gateRidge(), j -> true);
    place(M, layout, 0, layout.K() - 1, PackedSymmetric.unpack(ofGates, layout.p()), true, 1);
    for (int k = 0; k < layout.K(); k++) {
      double ridge = objective.penalty().expertRidge();
      double[] half = EmStep.bound(objective, statistics.share(k), ridge, j -> true);
      boolean classes = !objective.family().classes().isEmpty();
      double factor = classes ? 1 : 2 * variance(objective, statistics.share(k), k);
      double[] block = PackedSymmetric.unpack(half, layout.p());
      place(M, layout, layout.mean(k), layout.q(), block, classes, factor);
    }
    return M;
  }

  private static void place(
      double[] M,
      ParameterLayout layout,
      int from,
      int predictors,
      double[] block,
      boolean softmax,
      double factor) {
    int p = layout.p();
    for (int a = 0; a < predictors; a++) {
      for (int b = 0; b < predictors; b++) {
        double metric = (a == b ? 1 : 0) - (softmax ? 1.0 / (predictors + 1) : 0);
        for (int i = 0; i < p; i++) {
          for (int j = 0; j < p; j++) {
            int row = from + a * p + i;
            M[row * layout.size() + from + b * p + j] = factor * metric * block[i * p + j];
          }
        }
      }
    }
  }

  /** Of a response at a share's mean of x, with the exposure that its mean response tells. */
  private static double variance(PooledObjective objective, EmStatistics.Share share, int k) {
    CanonicalFamily family = (CanonicalFamily) objective.family();
    ParameterLayout layout = objective.layout();
    Frame frame = objective.sums().frame();
    double[] z = new double[layout.p()];
    z[0] = 1;
    for (int j = 0; j < frame.dimension(); j++) {
      z[j + 1] = (share.mean()[j] - frame.centre()[j]) / frame.scale()[j];
    }
    double[] theta = objective.theta();
    double[] own = new double[layout.p()];
    System.arraycopy(theta, layout.mean(k), own, 0, own.length);
    double[] mean = new double[1];
    family.logPartition(new double[] {VectorMath.dot(own, z)}, mean);
    double variance = family.covariance(mean, 0, 0);
    double exposure = share.mean()[frame.dimension()] / mean[0];
    double all = variance * exposure;
    return all > 0 && Double.isFinite(all) ? all : Math.max(variance, Double.MIN_NORMAL);
  }
}
