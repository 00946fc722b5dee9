package org.dmoe.em;

import java.util.Arrays;
import org.dmoe.em.gate.SoftmaxRegression;
import org.dmoe.em.likelihood.EStep;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.MStep;
import org.dmoe.model.Design;

/**
 * The usual EM for mixtures of experts, as a yardstick: each M-step runs Newton's method (IRLS) for
 * the gate to convergence. It uses the same kernel as everything else.
 */
final class InnerIrls {

  private static final int MAX_INNER = 30;
  private static final double INNER_TOLERANCE = 1e-8;
  private static final double STANDSTILL = 1e-10;

  private final StandardisedRows rows;
  private final PenalisedLikelihood objective;

  InnerIrls(StandardisedRows rows, PenalisedLikelihood objective) {
    this.rows = rows;
    this.objective = objective;
  }

  /** Iterates until the log-likelihood reaches the target (true) or stands still. */
  boolean run(double[] start, int limit, double target) {
    double[] theta = start;
    double previous = Double.NEGATIVE_INFINITY;
    for (int it = 0; it < limit; it++) {
      double value = objective.evaluate(theta, PassDepth.EM);
      if (objective.pass().logLikelihood() >= target) {
        return true;
      }
      if (!(value - previous > STANDSTILL * Math.abs(value))) {
        return false;
      }
      previous = value;
      double[] next = MStep.next(objective, theta);
      double[] gate = Arrays.copyOf(theta, objective.layout().gateSize());
      System.arraycopy(gate(gate, responsibilities(theta)), 0, next, 0, gate.length);
      theta = next;
    }
    return false;
  }

  private double[][] responsibilities(double[] theta) {
    EStep posterior = new EStep(objective.layout());
    double[][] tau = new double[objective.layout().K()][rows.observations().rows()];
    int first = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      posterior.compute(rows, rows.load(b), theta, true);
      int count = rows.observations().block(b).rows();
      for (int k = 0; k < tau.length; k++) {
        System.arraycopy(posterior.responsibility[k], 0, tau[k], first, count);
      }
      first += count;
    }
    return tau;
  }

  private double[] gate(double[] start, double[][] labels) {
    SoftmaxRegression problem =
        new SoftmaxRegression(rows, labels, objective.penalty().gateRidge(), Design.FULL);
    double[] gate = start;
    double value = problem.evaluate(gate);
    for (int it = 0; it < MAX_INNER; it++) {
      double[] direction = problem.newtonDirection();
      if (problem.slope(direction) <= INNER_TOLERANCE * Math.abs(value)) {
        return gate;
      }
      double[] next = gate;
      double reached = Double.NEGATIVE_INFINITY;
      for (double length = 1; !(reached >= value) && length > 1e-6; length /= 2) {
        next = gate.clone();
        for (int j = 0; j < next.length; j++) {
          next[j] += length * direction[j];
        }
        reached = problem.evaluate(next);
      }
      if (!(reached >= value)) {
        return gate;
      }
      gate = next;
      value = reached;
    }
    return gate;
  }
}
