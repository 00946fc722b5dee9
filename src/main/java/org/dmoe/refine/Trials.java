package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;

/**
 * Ends of steps from a model, in users' units: the one that is likely best, which the next pass
 * sums, and others whose log-likelihoods it takes beside. Where the information is not positive
 * definite or much is left to gain, a whole Newton step may go astray, and they are many.
 */
final class Trials {

  /** Where the information is positive definite. */
  private static final double[] FEW_LENGTHS = {1, 0.5};

  /** Where it is not: the most likely first. */
  private static final double[] MANY_LENGTHS = {0.5, 1, 0.7, 0.25, 0.1, 0.03};

  /** Log-likelihood a row to gain below which Newton's step can be trusted. */
  private static final double NEAR = 1e-4;

  private final PooledObjective objective;
  private final double length;
  private final double[] whole;
  private final List<double[]> ends = new ArrayList<>();

  /**
   * @param em the end of the EM step
   */
  Trials(PooledObjective objective, NewtonStep newton, double[] em) {
    this.objective = objective;
    ParameterLayout layout = objective.layout();
    double first = NewtonStep.firstLength(newton.direction(), layout);
    this.whole = end(first, newton.direction());
    double[] lengths = newton.definite() ? FEW_LENGTHS : MANY_LENGTHS;
    this.length = lengths[0];
    for (double share : lengths) {
      ends.add(end(share * first, newton.direction()));
    }
    ends.add(em);
    boolean near = newton.promise() / 2 < NEAR * objective.sums().weight();
    if (!(newton.definite() && near)) {
      for (double[] damped : newton.damped()) {
        ends.add(end(NewtonStep.firstLength(damped, layout), damped));
      }
    }
  }

  private double[] end(double share, double[] direction) {
    double[] theta = objective.theta();
    for (int j = 0; j < theta.length; j++) {
      theta[j] += share * direction[j];
    }
    objective.project(theta);
    return objective.sums().frame().toUsersUnits(theta, objective.layout());
  }

  /** Share of the whole step at whose end the likely best is. */
  double length() {
    return length;
  }

  /** End of the whole Newton step, as long as can be trusted. */
  double[] whole() {
    return whole;
  }

  /** The likely best first. */
  List<double[]> ends() {
    return ends;
  }
}
