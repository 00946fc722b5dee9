package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Design;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.likelihood.PooledExperts;

/**
 * A step that cannot fail to rise: experts by weighted least squares from the pooled statistics,
 * gates by the bounded Hessian of Böhning and Lindsay (1988), (I - 11'/K)/2 times the second
 * moments of the covariates.
 */
final class EmStep {

  private EmStep() {}

  /**
   * @return parameters in users' units
   */
  static double[] of(MixtureOfExperts model, PooledObjective objective) {
    ParameterLayout layout = objective.layout();
    EmStatistics statistics = objective.sums().statistics();
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      EmStatistics.Share share = statistics.share(k);
      GaussianExpert known = model.expert(k);
      boolean some = share.mass() > layout.p() + 1;
      experts.add(some ? PooledExperts.leastSquares(share, known, model.design()) : known);
    }
    double[] users = Parameters.of(MixtureOfExperts.of(model.gate(), experts));
    Frame frame = objective.sums().frame();
    double[] theta = frame.toFrame(users, layout);
    objective.project(theta);
    moveGates(theta, objective, Shares.total(statistics));
    return frame.toUsersUnits(theta, layout);
  }

  private static void moveGates(double[] theta, PooledObjective objective, EmStatistics.Share all) {
    ParameterLayout layout = objective.layout();
    double[] bound = bound(objective, all);
    double[] gradient = objective.gradient();
    double[] sum = new double[layout.p()];
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int j = 0; j < layout.p(); j++) {
        sum[j] += gradient[layout.gate(k) + j];
      }
    }
    for (int k = 0; k < layout.K() - 1; k++) {
      double[] right = sum.clone();
      for (int j = 0; j < layout.p(); j++) {
        right[j] += gradient[layout.gate(k) + j];
      }
      double[] step = NormalEquations.solve(bound, right);
      for (int j = 0; j < layout.p(); j++) {
        theta[layout.gate(k) + j] += step[j];
      }
    }
  }

  /** Half of sum_i w_i (1, z_i)(1, z_i)' and the ridge, packed: z is about its mean. */
  private static double[] bound(PooledObjective objective, EmStatistics.Share all) {
    int p = objective.layout().p();
    double[] scale = objective.sums().frame().scale();
    double[] bound = new double[PackedSymmetric.length(p)];
    bound[PackedSymmetric.diagonal(0, p)] = 0.5 * all.mass();
    int from = 0;
    for (int a = 0; a < p - 1; a++) {
      int to = PackedSymmetric.diagonal(a + 1, p);
      for (int b = a; b < p - 1; b++) {
        bound[to + b - a] = 0.5 * all.scatter()[from + b - a] / (scale[a] * scale[b]);
      }
      bound[to] += objective.penalty().gateRidge();
      from += p - a;
    }
    Design design = objective.layout().design();
    PackedSymmetric.isolate(bound, p, j -> !design.gateHas(j));
    return bound;
  }
}
