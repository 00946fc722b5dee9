package org.dmoe.em.lasso;

import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.model.Progress;

/**
 * EM for a likelihood with a lasso penalty. The gate's step, which is not exact, is halved until
 * the penalised likelihood does not fall.
 */
final class LassoClimb {

  private static final int MAX_HALVINGS = 30;

  /** Relative rounding error of the objective. */
  private static final double ROUNDING = 1e-13;

  /**
   * Where a climb ended.
   *
   * @param value the likelihood less all penalties; NaN if it is not finite
   * @param logLikelihood without penalty
   * @param experts masses and squares there
   */
  record End(
      double[] theta,
      double value,
      double logLikelihood,
      ExpertMoments experts,
      int iterations,
      boolean converged) {}

  private final PenalisedLikelihood objective;
  private final Progress progress;
  private final String stage;

  LassoClimb(PenalisedLikelihood objective, Progress progress, String stage) {
    this.objective = objective;
    this.progress = progress;
    this.stage = stage;
  }

  /** Iterates until an iteration gains no more than the tolerance, or the limit is reached. */
  End run(double[] start, LassoWeights penalty, int limit, double tolerance) {
    LassoStep step = new LassoStep(objective, penalty);
    double[] theta = penalty.admissible(start);
    double value = evaluate(theta, penalty);
    double logLikelihood = objective.pass().logLikelihood();
    ExpertMoments experts = objective.pass().moments();
    int iterations = 0;
    boolean converged = false;
    while (iterations < limit && !converged && Double.isFinite(value)) {
      double[] next = step.from(theta);
      double reached = backtrack(theta, value, next, penalty);
      iterations++;
      if (Double.isNaN(reached)) {
        converged = true;
        break;
      }
      converged = reached - value <= tolerance;
      theta = next;
      value = reached;
      logLikelihood = objective.pass().logLikelihood();
      experts = objective.pass().moments();
      progress.report(stage + ", EM iteration " + iterations + ", log-likelihood " + value);
    }
    return new End(theta, value, logLikelihood, experts, iterations, converged);
  }

  private double evaluate(double[] theta, LassoWeights penalty) {
    return objective.evaluate(theta, PassDepth.EM) - penalty.value(theta);
  }

  /** Halves the gate's step until the objective does not fall; NaN if it always does. */
  private double backtrack(double[] theta, double value, double[] next, LassoWeights penalty) {
    double lowest = value - ROUNDING * Math.abs(value);
    for (int halving = 0; halving <= MAX_HALVINGS; halving++) {
      double reached = evaluate(next, penalty);
      if (reached >= lowest) {
        return reached;
      }
      for (int j = 0; j < objective.layout().gateSize(); j++) {
        next[j] = 0.5 * (next[j] + theta[j]);
      }
    }
    return Double.NaN;
  }
}
