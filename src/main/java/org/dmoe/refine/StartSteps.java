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
    double length = share * NewtonStep.firstLength(direction, objective.layout());
    double[] theta = moved(direction, length);
    objective.project(theta);
    return model(theta);
  }

  private double[] moved(double[] direction, double length) {
    double[] theta = objective.theta();
    for (int j = 0; j < theta.length; j++) {
      theta[j] += length * direction[j];
    }
    return theta;
  }

  private MixtureOfExperts model(double[] theta) {
    ParameterLayout layout = objective.layout();
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
   * @return g'd of d = theta - theta_start, nats a row
   */
  public double slope(MixtureOfExperts model) {
    return dot(objective.gradient(), 0, directionTo(model)) / objective.sums().weight();
  }

  /**
   * Twice what it loses to second order.
   *
   * @param model one that steps can reach, its experts in the start's order
   * @return d'H d, nats a row
   */
  public double curvature(MixtureOfExperts model) {
    double[] direction = directionTo(model);
    double[] information = objective.information();
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += direction[i] * dot(information, i * direction.length, direction);
    }
    return sum / objective.sums().weight();
  }

  private static double dot(double[] a, int offset, double[] b) {
    double sum = 0;
    for (int j = 0; j < b.length; j++) {
      sum += a[offset + j] * b[j];
    }
    return sum;
  }

  /**
   * A part of the way to a model.
   *
   * @param share 0 is the start, 1 the model
   */
  public MixtureOfExperts towards(MixtureOfExperts model, double share) {
    return model(moved(directionTo(model), share));
  }

  private double[] directionTo(MixtureOfExperts model) {
    double[] theta = objective.sums().frame().toFrame(Parameters.of(model), objective.layout());
    double[] from = objective.theta();
    for (int j = 0; j < theta.length; j++) {
      theta[j] -= from[j];
    }
    return theta;
  }
}
