package org.dmoe.refine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.SharedEntries;
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
    if (!layout.dispersions()) {
      return ofFamily(model, objective);
    }
    List<Optional<EmStatistics.Share>> shares = new ArrayList<>();
    for (int k = 0; k < model.size(); k++) {
      shares.add(Optional.of(statistics.share(k)).filter(share -> share.mass() > layout.p() + 1));
    }
    List<GaussianExpert> experts = PooledExperts.leastSquares(shares, model);
    double[] users = Parameters.of(MixtureOfExperts.of(model.gate(), experts));
    Frame frame = objective.sums().frame();
    double[] theta = frame.toFrame(users, layout);
    objective.project(theta);
    moveGates(theta, objective, Shares.total(statistics));
    return frame.toUsersUnits(theta, layout);
  }

  /**
   * Gates, and the experts of classes, whose Hessian has the same bound (I - 11'/C)/2 times their
   * share of the second moments. Nothing bounds that of counts, whose experts stay.
   */
  private static double[] ofFamily(MixtureOfExperts model, PooledObjective objective) {
    ParameterLayout layout = objective.layout();
    EmStatistics statistics = objective.sums().statistics();
    double[] theta = objective.theta();
    moveGates(theta, objective, Shares.total(statistics));
    if (model.family().classes().isEmpty()) {
      return objective.sums().frame().toUsersUnits(theta, layout);
    }
    if (layout.isShared()) {
      moveTogether(theta, objective);
    } else {
      for (int k = 0; k < layout.K(); k++) {
        move(theta, objective, layout.mean(k), layout.q(), boundOfExpert(objective, k));
      }
    }
    return objective.sums().frame().toUsersUnits(theta, layout);
  }

  private static double[] boundOfExpert(PooledObjective objective, int k) {
    return bound(
        objective,
        objective.sums().statistics().share(k),
        objective.penalty().expertRidge(),
        objective.layout().design()::expertsHave);
  }

  /** Moves experts of classes that share coefficients: their bounds are one matrix. */
  private static void moveTogether(double[] theta, PooledObjective objective) {
    ParameterLayout layout = objective.layout();
    SharedEntries shared = layout.sharedOfExperts();
    int n = layout.q() * layout.p();
    double[] M = new double[shared.free() * shared.free()];
    for (int k = 0; k < layout.K(); k++) {
      double[] whole = PackedSymmetric.unpack(boundOfExpert(objective, k), layout.p());
      shared.addBlock(ofClasses(whole, layout.q(), layout.p()), n, k * n, 1, M);
    }
    double[] gradient = objective.gradient();
    double[] u = shared.sum(Arrays.copyOfRange(gradient, layout.gateSize(), gradient.length));
    if (NormalEquations.solveShifted(M, u.length, u)) {
      double[] step = shared.expand(u);
      for (int j = 0; j < step.length; j++) {
        theta[layout.gateSize() + j] += step[j];
      }
    }
  }

  /** (I - 11'/C) (x) bound, of q = C - 1 predictors. */
  private static double[] ofClasses(double[] bound, int q, int p) {
    int n = q * p;
    double[] M = new double[n * n];
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        double metric = (row / p == column / p ? 1 : 0) - 1.0 / (q + 1);
        M[row * n + column] = metric * bound[row % p * p + column % p];
      }
    }
    return M;
  }

  private static void moveGates(double[] theta, PooledObjective objective, EmStatistics.Share all) {
    ParameterLayout layout = objective.layout();
    double ridge = objective.penalty().gateRidge();
    double[] bound = bound(objective, all, ridge, layout.design()::gateHas);
    move(theta, objective, 0, layout.K() - 1, bound);
  }

  /** Moves linear predictors of one softmax, of which that of the last class is zero. */
  private static void move(
      double[] theta, PooledObjective objective, int from, int predictors, double[] bound) {
    int p = objective.layout().p();
    double[] gradient = objective.gradient();
    double[] sum = new double[p];
    for (int k = 0; k < predictors; k++) {
      for (int j = 0; j < p; j++) {
        sum[j] += gradient[from + k * p + j];
      }
    }
    for (int k = 0; k < predictors; k++) {
      double[] right = sum.clone();
      for (int j = 0; j < p; j++) {
        right[j] += gradient[from + k * p + j];
      }
      double[] step = NormalEquations.solve(bound, right);
      for (int j = 0; j < p; j++) {
        theta[from + k * p + j] += step[j];
      }
    }
  }

  /** Half of sum_i w_i (1, z_i)(1, z_i)' and the ridge, packed, for z about the frame's centre. */
  static double[] bound(
      PooledObjective objective, EmStatistics.Share all, double ridge, IntPredicate has) {
    int p = objective.layout().p();
    double[] scale = objective.sums().frame().scale();
    double[] centre = objective.sums().frame().centre();
    double[] bound = new double[PackedSymmetric.length(p)];
    bound[PackedSymmetric.diagonal(0, p)] = 0.5 * all.mass();
    double[] shift = new double[p - 1];
    for (int a = 0; a < p - 1; a++) {
      shift[a] = (all.mean()[a] - centre[a]) / scale[a];
      bound[1 + a] = 0.5 * all.mass() * shift[a];
    }
    int from = 0;
    for (int a = 0; a < p - 1; a++) {
      int to = PackedSymmetric.diagonal(a + 1, p);
      for (int b = a; b < p - 1; b++) {
        double scatter = all.scatter()[from + b - a] / (scale[a] * scale[b]);
        bound[to + b - a] = 0.5 * (scatter + all.mass() * shift[a] * shift[b]);
      }
      bound[to] += ridge;
      from += p - a;
    }
    PackedSymmetric.isolate(bound, p, has.negate());
    return bound;
  }
}
