package org.dmoe.em.optimise;

import java.util.Optional;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.model.Progress;

/**
 * EM with one Newton step an iteration for what its M-step cannot solve exactly: for Gaussian
 * experts the gate, for other families all. That step is halved until the objective does not fall;
 * a short enough one improves its part, so that halving ends.
 */
public final class EmAlgorithm {

  private static final int MAX_HALVINGS = 30;

  /** Relative rounding error of the objective. */
  private static final double ROUNDING = 1e-13;

  private final Objective objective;
  private final Progress progress;
  private final String stage;
  private double[] theta;
  private double value;
  private ExpertMoments experts;
  private double promise = Double.NaN;
  private int iterations;
  private boolean converged;

  /** Of Gaussian experts. */
  public EmAlgorithm(PenalisedLikelihood objective, Progress progress, String stage) {
    this(new GaussianObjective(objective), progress, stage);
  }

  public EmAlgorithm(Objective objective, Progress progress, String stage) {
    this.objective = objective;
    this.progress = progress;
    this.stage = stage;
  }

  /**
   * Iterates until a step promises no more than the tolerance, or the limit is reached. The
   * objective then holds the EM statistics of the end.
   */
  public AscentResult run(double[] start, int limit, double tolerance) {
    theta = objective.admissible(start);
    iterations = 0;
    converged = false;
    value = objective.evaluate(theta, PassDepth.EM);
    experts = objective.moments();
    while (iterations < limit && !converged && Double.isFinite(value)) {
      if (!iterate(tolerance)) {
        break;
      }
    }
    return new AscentResult(
        theta, value, experts, iterations, converged, promise, Optional.empty());
  }

  private boolean iterate(double tolerance) {
    double[] next = objective.emStep(theta);
    if (next == null) {
      value = Double.NaN;
      return false;
    }
    promise = promise(next);
    if (promise <= tolerance) {
      converged = true;
      return true;
    }
    double reached = backtrack(next);
    if (Double.isNaN(reached)) {
      value = objective.evaluate(theta, PassDepth.EM);
      converged = promise <= Math.max(tolerance, 1e-10 * Math.abs(value));
      return false;
    }
    theta = next;
    value = reached;
    experts = objective.moments();
    iterations++;
    progress.report(stage + ", EM iteration " + iterations + ", log-likelihood " + value);
    return true;
  }

  /** g' (next - theta): for EM's own step, the gradient in units of the complete information. */
  private double promise(double[] next) {
    double sum = 0;
    double[] gradient = objective.gradient();
    for (int j = 0; j < next.length; j++) {
      sum += gradient[j] * (next[j] - theta[j]);
    }
    return sum;
  }

  /** Halves the inexact step until the objective does not fall; NaN if it always does. */
  private double backtrack(double[] next) {
    double lowest = value - ROUNDING * Math.abs(value);
    for (int halving = 0; halving <= MAX_HALVINGS; halving++) {
      double reached = objective.evaluate(next, PassDepth.EM);
      if (reached >= lowest) {
        return reached;
      }
      for (int j = 0; j < objective.inexact(); j++) {
        next[j] = 0.5 * (next[j] + theta[j]);
      }
    }
    return Double.NaN;
  }
}
