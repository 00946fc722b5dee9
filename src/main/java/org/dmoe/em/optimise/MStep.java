package org.dmoe.em.optimise;

import java.util.Arrays;
import org.dmoe.em.likelihood.MixturePass;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;

/**
 * One EM iteration from the statistics of an EM evaluation: weighted least squares for each expert,
 * its variance, and one Newton step of the gate (Jordan and Jacobs 1994, with the inner loop cut to
 * one step).
 */
public final class MStep {

  private MStep() {}

  /** The next parameters, or null if the statistics are not finite. */
  public static double[] next(PenalisedLikelihood objective, double[] theta) {
    double[] next = theta.clone();
    if (objective.layout().isShared()) {
      boolean finite = SharedMStep.updateExperts(objective, theta, next);
      return finite && updateGate(objective, next) ? next : null;
    }
    for (int k = 0; k < objective.layout().K(); k++) {
      if (!updateExpert(objective, k, theta, next)) {
        return null;
      }
    }
    return updateGate(objective, next) ? next : null;
  }

  private static boolean updateExpert(
      PenalisedLikelihood objective, int k, double[] theta, double[] next) {
    ParameterLayout layout = objective.layout();
    MixturePass pass = objective.pass();
    int p = layout.p();
    double variance = PortableMath.exp(theta[layout.logVariance(k)]);
    double[] scaled = new double[p];
    for (int j = 0; j < p; j++) {
      scaled[j] = variance * pass.gradient()[layout.mean(k) + j];
    }
    double[] step = scaled.clone();
    if (!NormalEquations.solveShifted(objective.expertInformation(k, variance), p, step)) {
      return false;
    }
    double slopes = 0;
    for (int j = 0; j < p; j++) {
      next[layout.mean(k) + j] += step[j];
      slopes += j == 0 ? 0 : step[j] * step[j];
    }
    double squares =
        pass.squares(k)
            - 2 * VectorMath.dot(step, pass.residualSums(k))
            + VectorMath.dot(step, scaled)
            - objective.penalty().expertRidge() * variance * slopes;
    if (pass.mass(k) > Double.MIN_NORMAL) {
      double updated = Math.max(squares / pass.mass(k), PenalisedLikelihood.VARIANCE_FLOOR);
      next[layout.logVariance(k)] = PortableMath.log(updated);
    }
    return true;
  }

  private static boolean updateGate(PenalisedLikelihood objective, double[] next) {
    int q = objective.layout().gateSize();
    if (q == 0) {
      return true;
    }
    double[] step = Arrays.copyOf(objective.pass().gradient(), q);
    if (!NormalEquations.solveShifted(objective.gateInformation(), q, step)) {
      return false;
    }
    for (int j = 0; j < q; j++) {
      next[j] += step[j];
    }
    return true;
  }
}
