package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;

/**
 * Steps from a common start by what all rows say of it. Newton's step is the best one where the
 * likelihood is a parabola as far as it goes. Where gates are so steep that few rows determine
 * their slopes, it may lead to a likelihood of next to nothing, and shorter steps do not.
 */
public final class StartSteps {

  /** Log-likelihood a row that Newton's step may promise at most; a start is no further off. */
  private static final double MOST_GAIN = 0.05;

  private static final double[] LENGTHS = {1, 0.5};

  private final MixtureOfExperts start;
  private final PooledObjective objective;

  private StartSteps(MixtureOfExperts start, PooledObjective objective) {
    this.start = start;
    this.objective = objective;
  }

  public static StartSteps of(StartSums sums, RefinementOptions options) {
    return new StartSteps(sums.start(), new PooledObjective(sums.start(), sums.sums(), options));
  }

  public MixtureOfExperts start() {
    return start;
  }

  /**
   * Where Newton's step leads, then shorter ones; none where the start is too far from a maximum.
   */
  public List<MixtureOfExperts> ends() {
    NewtonStep newton = NewtonStep.of(objective);
    boolean near = newton.promise() / 2 <= MOST_GAIN * objective.sums().weight();
    if (!(newton.definite() && near)) {
      return List.of();
    }
    List<MixtureOfExperts> ends = new ArrayList<>();
    for (double length : LENGTHS) {
      ends.add(end(newton.direction(), length));
      newton.damped().forEach(direction -> ends.add(end(direction, length)));
    }
    return ends;
  }

  private MixtureOfExperts end(double[] direction, double share) {
    ParameterLayout layout = objective.layout();
    double[] theta = objective.theta();
    double length = share * NewtonStep.firstLength(direction, layout);
    for (int j = 0; j < theta.length; j++) {
      theta[j] += length * direction[j];
    }
    objective.project(theta);
    double[] users = objective.sums().frame().toUsersUnits(theta, layout);
    return Parameters.toMixture(users, layout, start.family());
  }

  /** Whether a model has the parameters of the start. */
  public boolean canReach(MixtureOfExperts model) {
    return Parameters.layout(model).equals(objective.layout());
  }

  /**
   * What the log-likelihood gains on the way to a model, to first order.
   *
   * @param model one that steps can reach, its experts in the start's order
   * @return g'(theta - theta_start), nats a row
   */
  public double slope(MixtureOfExperts model) {
    ParameterLayout layout = objective.layout();
    double[] theta = objective.sums().frame().toFrame(Parameters.of(model), layout);
    double[] from = objective.theta();
    double[] gradient = objective.gradient();
    double gain = 0;
    for (int j = 0; j < theta.length; j++) {
      gain += gradient[j] * (theta[j] - from[j]);
    }
    return gain / objective.sums().weight();
  }
}
