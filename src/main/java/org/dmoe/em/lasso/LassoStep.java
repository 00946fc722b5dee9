package org.dmoe.em.lasso;

import java.util.Arrays;
import org.dmoe.em.likelihood.MixturePass;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;

/**
 * One penalised M-step from the statistics of an EM evaluation: the lasso of each expert's weighted
 * rows at the variance it had, then its variance, and one proximal Newton step of the gate (Khalili
 * and Chen 2007; Chamroukhi and Huynh 2019).
 */
final class LassoStep {

  private final PenalisedLikelihood objective;
  private final ParameterLayout layout;
  private final LassoWeights penalty;

  LassoStep(PenalisedLikelihood objective, LassoWeights penalty) {
    this.objective = objective;
    this.layout = objective.layout();
    this.penalty = penalty;
  }

  /** The next parameters. */
  double[] from(double[] theta) {
    double[] next = theta.clone();
    for (int k = 0; k < layout.K(); k++) {
      updateExpert(k, theta, next);
    }
    updateGate(theta, next);
    return next;
  }

  private void updateExpert(int k, double[] theta, double[] next) {
    int p = layout.p();
    int at = layout.mean(k);
    double variance = PortableMath.exp(theta[layout.logVariance(k)]);
    double[] pull = Arrays.copyOfRange(objective.pass().gradient(), at, at + p);
    double[] weights = Arrays.copyOfRange(penalty.weights(), at, at + p);
    for (int j = 0; j < p; j++) {
      pull[j] *= variance;
      weights[j] *= variance;
    }
    double[] A = objective.expertInformation(k, variance);
    double[] beta = Arrays.copyOfRange(theta, at, at + p);
    double[] solved = CoordinateDescent.solve(A, pull, beta, weights);
    System.arraycopy(solved, 0, next, at, p);
    double[] step = new double[p];
    for (int j = 0; j < p; j++) {
      step[j] = solved[j] - beta[j];
    }
    updateVariance(k, step, A, variance, next);
  }

  /** The mean square of the residuals that the step leaves; A has the ridge in it. */
  private void updateVariance(int k, double[] step, double[] A, double variance, double[] next) {
    MixturePass pass = objective.pass();
    int p = layout.p();
    double squares = pass.squares(k) - 2 * VectorMath.dot(step, pass.residualSums(k));
    double ridge = objective.penalty().expertRidge() * variance;
    for (int i = 0; i < p; i++) {
      double row = i == 0 ? 0 : -ridge * step[i];
      for (int j = 0; j < p && step[i] != 0; j++) {
        row += A[i * p + j] * step[j];
      }
      squares += step[i] * row;
    }
    if (pass.mass(k) > Double.MIN_NORMAL) {
      double updated = Math.max(squares / pass.mass(k), PenalisedLikelihood.VARIANCE_FLOOR);
      next[layout.logVariance(k)] = PortableMath.log(updated);
    }
  }

  private void updateGate(double[] theta, double[] next) {
    int q = layout.gateSize();
    if (q > 0) {
      double[] pull = Arrays.copyOf(objective.pass().gradient(), q);
      double[] gate = Arrays.copyOf(theta, q);
      double[] weights = Arrays.copyOf(penalty.weights(), q);
      double[] solved = CoordinateDescent.solve(objective.gateInformation(), pull, gate, weights);
      System.arraycopy(solved, 0, next, 0, q);
    }
  }
}
