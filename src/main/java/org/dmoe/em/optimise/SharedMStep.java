package org.dmoe.em.optimise;

import java.util.Arrays;
import org.dmoe.em.likelihood.MixturePass;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.VectorMath;

/**
 * The experts' part of an M-step where they share parameters: their normal equations, each divided
 * by its variance, are one system of the free coefficients; then the variances given these. Both
 * are conditional maxima, so that the likelihood does not fall (X.-L. Meng and D. B. Rubin,
 * Biometrika 80, 1993).
 */
final class SharedMStep {

  private SharedMStep() {}

  /** Moves the experts' parameters; false if the statistics are not finite. */
  static boolean updateExperts(PenalisedLikelihood objective, double[] theta, double[] next) {
    ParameterLayout layout = objective.layout();
    double[] step = step(objective, theta);
    if (step == null) {
      return false;
    }
    for (int j = 0; j < step.length; j++) {
      next[layout.gateSize() + j] += step[j];
    }
    updateVariances(objective, step, next);
    return true;
  }

  /** Of the experts' coefficients; the log variances have their places, and zeros there. */
  private static double[] step(PenalisedLikelihood objective, double[] theta) {
    ParameterLayout layout = objective.layout();
    SharedEntries shared = layout.sharedOfExperts();
    double[] M = SharedCurvature.expertInformation(objective, theta, shared);
    double[] gradient = objective.gradient();
    Arrays.fill(gradient, layout.logVariance(0), gradient.length, 0);
    int n = shared.free();
    for (int k = 0; k < layout.K(); k++) {
      int at = shared.place(layout.logVariance(k) - layout.gateSize());
      M[at * n + at] = 1;
    }
    double[] u = shared.sum(Arrays.copyOfRange(gradient, layout.gateSize(), gradient.length));
    return NormalEquations.solveShifted(M, n, u) ? shared.expand(u) : null;
  }

  private static void updateVariances(PenalisedLikelihood objective, double[] step, double[] next) {
    ParameterLayout layout = objective.layout();
    MixturePass pass = objective.pass();
    double[] squares = new double[layout.K()];
    double[] mass = new double[layout.K()];
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.mean(k) - layout.gateSize();
      double[] own = Arrays.copyOfRange(step, at, at + layout.p());
      mass[k] = pass.mass(k);
      squares[k] =
          pass.squares(k)
              - 2 * VectorMath.dot(own, pass.residualSums(k))
              + PackedSymmetric.quadraticForm(pass.expertGram(k), own);
    }
    if (layout.design().hasEqualVariance()) {
      Arrays.fill(squares, Arrays.stream(squares).sum());
      Arrays.fill(mass, Arrays.stream(mass).sum());
    }
    for (int k = 0; k < layout.K(); k++) {
      if (mass[k] > Double.MIN_NORMAL) {
        double variance = Math.max(squares[k] / mass[k], PenalisedLikelihood.VARIANCE_FLOOR);
        next[layout.logVariance(k)] = PortableMath.log(variance);
      }
    }
  }
}
