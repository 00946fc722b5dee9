package org.dmoe.transport.plan;

import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.VectorMath;

/** Newton's method on a convex function, which falls with every step. */
final class NewtonDescent {

  private static final int MOST_STEPS = 10;
  private static final int MOST_HALVINGS = 30;

  /** Promise of a step, per unit of mass, that ends the search. */
  private static final double TOLERANCE = 1e-15;

  private NewtonDescent() {}

  /** A convex function. */
  interface Objective {

    double value(double[] at);

    /** Minus the gradient. */
    double[] descent(double[] at);

    /** The Hessian, n x n, row-major. */
    double[] curvature(double[] at);

    /** Sum of the weights that the function is a sum over. */
    double mass();
  }

  /** Where it is least, from a start. */
  static double[] of(Objective objective, double[] start) {
    double[] at = start.clone();
    double value = objective.value(at);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = objective.descent(at);
      double[] direction = gradient.clone();
      if (!NormalEquations.solveShifted(objective.curvature(at), at.length, direction)) {
        return at;
      }
      double promise = VectorMath.dot(gradient, direction);
      if (!(promise > TOLERANCE * objective.mass())) {
        return at;
      }
      double[] next = lower(objective, at, direction, value);
      if (next.length == 0) {
        return at;
      }
      at = next;
      value = objective.value(at);
    }
    return at;
  }

  /** Along a direction, a point that is lower; empty if there is none but rounding. */
  private static double[] lower(
      Objective objective, double[] at, double[] direction, double value) {
    double length = 1;
    for (int halving = 0; halving < MOST_HALVINGS; halving++) {
      double[] trial = at.clone();
      VectorMath.addScaled(trial, direction, length, trial.length);
      if (objective.value(trial) <= value) {
        return trial;
      }
      length /= 2;
    }
    return new double[0];
  }
}
