package org.dmoe.refine;

import java.util.Optional;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;

/**
 * The guarded step to the maximum likelihood: from the sums of all rows at a model to the next
 * model. A step is kept only if the next pass sees the penalised log-likelihood rise; else it is
 * shortened, and at last replaced by the EM step from the same model.
 */
public final class Refinement {

  /** Newton steps tried from one model before the EM step. */
  private static final int MOST_ATTEMPTS = 4;

  private static final double LEAST_LENGTH = 0.01;
  private static final double LEAST_SHRINK = 0.1;
  private static final double MOST_SHRINK = 0.6;

  /** Of a sum of so many terms, relative. */
  private static final double ROUNDING = 1e-12;

  /** What a step may promise at the end, for each parameter, whatever the tolerance. */
  private static final double PROMISE_PER_PARAMETER = 0.05;

  private final RefinementOptions options;

  public Refinement(RefinementOptions options) {
    this.options = options;
  }

  /**
   * Judges the step to a model and takes the next.
   *
   * @param model at which the sums were taken
   * @param state it came with; empty for the first pass
   * @param sums of all rows
   * @throws IllegalArgumentException if the sums are not of the model's size
   */
  public RefinementPass next(
      MixtureOfExperts model, Optional<RefinementState> state, PassSums sums) {
    if (!sums.layout().equals(Parameters.layout(model))) {
      throw new IllegalArgumentException("the sums are of another model");
    }
    PooledObjective objective = new PooledObjective(model, sums, options);
    boolean risen = state.isEmpty() || hasRisen(objective.value(), state.get().value());
    return risen ? goOn(model, state, objective) : goBack(model, state.get(), objective);
  }

  private static boolean hasRisen(double value, double before) {
    return value >= before - ROUNDING * Math.abs(before);
  }

  private RefinementPass goOn(
      MixtureOfExperts model, Optional<RefinementState> state, PooledObjective objective) {
    NewtonStep newton = NewtonStep.of(objective);
    int pass = 1 + state.map(RefinementState::pass).orElse(0);
    boolean converged = newton.definite() && newton.promise() <= tolerance(objective);
    if (converged || !(newton.promise() > 0)) {
      return RefinementPass.ended(model, pass, objective, newton);
    }
    RefinementState next = state(model, pass, objective, newton);
    return RefinementPass.rising(model, next, objective, newton);
  }

  /** Twice what may be left to gain. */
  private double tolerance(PooledObjective objective) {
    double statistical = PROMISE_PER_PARAMETER * objective.layout().size();
    return Math.min(statistical, 2 * options.tolerance() * objective.sums().weight());
  }

  private static RefinementState state(
      MixtureOfExperts model, int pass, PooledObjective objective, NewtonStep newton) {
    ParameterLayout layout = objective.layout();
    double[] theta = objective.theta();
    double[] direction = newton.direction();
    double length = newton.firstLength(layout);
    double[] whole = new double[theta.length];
    for (int j = 0; j < theta.length; j++) {
      whole[j] = theta[j] + length * direction[j];
    }
    objective.project(whole);
    PassSums sums = objective.sums();
    double[] before = Parameters.of(model);
    double[] end = sums.frame().toUsersUnits(whole, layout);
    return new RefinementState(
        pass,
        sums.rows(),
        sums.weight(),
        sums.fingerprint(),
        sums.frame(),
        objective.value(),
        before,
        end,
        EmStep.of(model, objective),
        objective.slope(before, end),
        1,
        1);
  }

  private RefinementPass goBack(
      MixtureOfExperts model, RefinementState state, PooledObjective objective) {
    MixtureOfExperts before = state.modelBefore(objective.layout());
    if (state.length() == 0) {
      return RefinementPass.stuck(before, state, objective);
    }
    double shorter = shorter(model, state, objective);
    boolean em = state.attempts() >= MOST_ATTEMPTS || !(shorter >= LEAST_LENGTH);
    return RefinementPass.undone(before, state.with(em ? 0 : shorter), objective);
  }

  /** Top of the cubic through both values and slopes, within bounds. */
  private static double shorter(
      MixtureOfExperts model, RefinementState state, PooledObjective objective) {
    double s = state.length();
    double start = s * state.promise();
    double end = objective.slope(state.before(), Parameters.of(model));
    double rise = objective.value() - state.value();
    double a = start + end - 2 * rise;
    double b = 3 * rise - 2 * start - end;
    double discriminant = b * b - 3 * a * start;
    double top = (-b - Math.sqrt(discriminant)) / (3 * a);
    double share = top > LEAST_SHRINK ? Math.min(top, MOST_SHRINK) : LEAST_SHRINK;
    return s * share;
  }
}
