package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.model.Design;
import org.dmoe.transport.ambient.GlobalExperts;

/**
 * The experts of least cost where they share slopes or the variance: their normal equations are one
 * system, each divided by what its squares cost.
 */
final class SharedBarycentres {

  private final GlobalExperts before;
  private final ExpertCost cost;
  private final List<SharedRegressions.Regression> regressions = new ArrayList<>();
  private final double[] mass;

  /**
   * @param before experts as they are; one without mass keeps what it does not share
   */
  SharedBarycentres(GlobalExperts before, ExpertCost cost) {
    this.before = before;
    this.cost = cost;
    this.mass = new double[before.size()];
  }

  /** The next expert, in order. */
  void add(SharedRegressions.Regression regression, double massOfExpert) {
    mass[regressions.size()] = massOfExpert;
    regressions.add(regression);
  }

  /** The next expert, in order, where it has no mass. */
  void addEmpty() {
    int k = regressions.size();
    double[] beta = before.beta()[k];
    double[] none = new double[PackedSymmetric.length(beta.length)];
    regressions.add(
        new SharedRegressions.Regression(
            none, beta, new double[beta.length], b -> before.variance()[k]));
  }

  GlobalExperts solve(Design design) {
    SharedRegressions.Solution solution =
        SharedRegressions.solve(
            regressions,
            design::isEqual,
            before.variance(),
            cost::slope,
            design.hasEqualVariance() ? this::pooled : v -> v);
    return new GlobalExperts(solution.beta(), solution.variance());
  }

  /** The variance of least cost to all. */
  private double[] pooled(double[] variance) {
    double total = 0;
    double moment = 0;
    for (int k = 0; k < variance.length; k++) {
      total += mass[k];
      moment += mass[k] * cost.moment(variance[k]);
    }
    double[] same = variance.clone();
    if (total > 0) {
      Arrays.fill(same, cost.barycentreVariance(moment / total, 0));
    }
    return same;
  }
}
