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

  /** Of the first step of a family, in units of what the complete data would say. */
  private static final double FIRST_DAMPING = 0.03;

  /** A step that rose is followed by one of less damping. */
  private static final double LESS = 0.3;

  /** Dampings tried beside. */
  private static final int DAMPINGS = 4;

  /**
   * These, in units of the one that was best last, and what the EM step and Newton's say of it if
   * they are best.
   */
  private static final double[] FACTORS = {4, 0.25, 16, 0.0625, 64, 0.01};

  /** Below it Newton's own step is the likely best near a maximum. */
  private static final double SMALL_DAMPING = 0.01;

  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e3;

  private final PooledObjective objective;
  private final double length;
  private final double damping;
  private final double[] whole;
  private final List<double[]> ends = new ArrayList<>();

  /**
   * @param em the end of the EM step
   * @param lastDamping of the step that led here; 0 if there was none
   */
  Trials(PooledObjective objective, NewtonStep newton, double[] em, double lastDamping) {
    this.objective = objective;
    ParameterLayout layout = objective.layout();
    double first = NewtonStep.firstLength(newton.direction(), layout);
    double[] newtonEnd = end(first, newton.direction());
    boolean near = newton.promise() / 2 < NEAR * objective.sums().weight();
    DampedSteps steps = layout.dispersions() ? null : DampedSteps.of(objective);
    if (steps != null) {
      boolean settled = near && newton.definite();
      double usual = settled ? SMALL_DAMPING : FIRST_DAMPING;
      this.damping = lastDamping > 0 ? lastDamping : usual;
      addDamped(steps, em, newtonEnd, settled && damping <= SMALL_DAMPING);
      this.whole = ends.get(0);
      this.length = 1;
      return;
    }
    this.whole = newtonEnd;
    this.damping = 0;
    double[] lengths = newton.definite() ? FEW_LENGTHS : MANY_LENGTHS;
    this.length = lengths[0];
    for (double share : lengths) {
      ends.add(end(share * first, newton.direction()));
    }
    ends.add(em);
    if (!(newton.definite() && near)) {
      for (double[] damped : newton.damped()) {
        ends.add(end(NewtonStep.firstLength(damped, layout), damped));
      }
    }
  }

  /** Steps about the damping that was best last, and the steps that know none. */
  private void addDamped(DampedSteps steps, double[] em, double[] newtonEnd, boolean newtonFirst) {
    double[] last = end(1, steps.direction(damping));
    ends.add(newtonFirst ? newtonEnd : last);
    for (int i = 0; i < DAMPINGS; i++) {
      ends.add(end(1, steps.direction(FACTORS[i] * damping)));
    }
    ends.add(em);
    ends.add(newtonFirst ? last : newtonEnd);
  }

  /** Damping of the next step if the other end with this number, from 0, is the best of all. */
  static double next(double damping, int other) {
    return within(other < FACTORS.length ? FACTORS[other] * damping : damping);
  }

  /** The same if the end that was summed is. */
  static double next(double damping) {
    return within(LESS * damping);
  }

  private static double within(double damping) {
    return damping > 0 ? Math.min(Math.max(damping, LEAST_DAMPING), MOST_DAMPING) : 0;
  }

  /** Of the step at whose end the likely best is; 0 where steps are not damped. */
  double damping() {
    return damping;
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

  /** End of the whole step, which is shortened where nothing is measured beside. */
  double[] whole() {
    return whole;
  }

  /** The likely best first. */
  List<double[]> ends() {
    return ends;
  }
}
