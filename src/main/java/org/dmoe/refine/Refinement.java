package org.dmoe.refine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.MixtureOfExperts;

/**
 * The guarded step to the maximum likelihood: from the sums of all rows at a model to the next
 * model. A step is kept only if the next pass sees the penalised log-likelihood rise. That pass
 * measures other ends of the step beside, the EM step among them, and the best of all is kept.
 * Where nothing was measured beside, a step that fell is shortened, and at last replaced by the EM
 * step from the same model.
 */
public final class Refinement {

  /** Newton steps tried from one model before the EM step. */
  private static final int MOST_ATTEMPTS = 4;

  private static final double LEAST_LENGTH = 0.01;
  private static final double LEAST_SHRINK = 0.1;
  private static final double MOST_SHRINK = 0.6;

  /** Share of the gain by which another end of a step must be better to be summed too. */
  private static final double WORTH_A_PASS = 0.1;

  /** The same of a family, whose next step learns from the other end what the damping should be. */
  private static final double WORTH_A_PASS_OF_FAMILY = 0.3;

  /** Of a sum of so many terms, relative. */
  private static final double ROUNDING = 1e-12;

  /** What a step may promise at the end, for each parameter, whatever the tolerance. */
  private static final double PROMISE_PER_PARAMETER = 0.05;

  private final RefinementOptions options;

  public Refinement(RefinementOptions options) {
    this.options = options;
  }

  /**
   * Judges the step to a model and takes the next, where nothing else was measured.
   *
   * @throws IllegalArgumentException if the sums are not of the model's size
   */
  public RefinementPass next(
      MixtureOfExperts model, Optional<RefinementState> state, PassSums sums) {
    return next(model, state, sums, MeasuredModels.NONE);
  }

  /**
   * Judges the step to a model and takes the next.
   *
   * @param model at which the sums were taken
   * @param state it came with; empty for the first pass
   * @param sums of all rows
   * @param others what was measured beside: other ends of the step or, in the first pass, other
   *     models from which the climb might begin
   * @throws IllegalArgumentException if the sums are not of the model's size
   */
  public RefinementPass next(
      MixtureOfExperts model,
      Optional<RefinementState> state,
      PassSums sums,
      MeasuredModels others) {
    if (!sums.layout().equals(Parameters.layout(model).full())) {
      throw new IllegalArgumentException("the sums are of another model");
    }
    PooledObjective objective = new PooledObjective(model, sums, options);
    if (state.isEmpty()) {
      return begin(model, objective, others);
    }
    Optional<MeasuredModels.Measured> better = better(state.get(), objective, others);
    if (better.isPresent()) {
      RefinementState there = state.get().at(better.get().model());
      return RefinementPass.better(
          better.get().model(), better.get().logLikelihood(), there, objective);
    }
    boolean risen = hasRisen(objective.value(), state.get().value());
    return risen
        ? goOn(
            model,
            1 + state.get().pass(),
            objective,
            Optional.empty(),
            damping(state.get(), objective, others))
        : goBack(model, state.get(), objective, others);
  }

  /** That of the best end of all, though the one that was summed is good enough to go on from. */
  private static double damping(
      RefinementState state, PooledObjective objective, MeasuredModels others) {
    if (others.isEmpty()) {
      return state.damping();
    }
    return others
        .best(objective, 0, others.models().size())
        .filter(best -> best.value() > objective.value())
        .map(best -> state.dampingAt(Parameters.of(best.model())))
        .orElse(Trials.next(state.damping()));
  }

  /**
   * The measured model that is so much better than the one that was summed that another pass there
   * pays. A candidate that is not the end of a step need only be better.
   */
  private static Optional<MeasuredModels.Measured> better(
      RefinementState state, PooledObjective objective, MeasuredModels others) {
    if (others.isEmpty()) {
      return Optional.empty();
    }
    double value = objective.value();
    double gain = Math.max(0, value - state.value());
    double least = Math.max(value, state.value());
    double worth = state.damping() > 0 ? WORTH_A_PASS_OF_FAMILY : WORTH_A_PASS;
    int ends = others.models().size() - (state.rival() ? 1 : 0);
    Optional<MeasuredModels.Measured> end =
        others.best(objective, 0, ends).filter(o -> o.value() > least + worth * gain);
    Optional<MeasuredModels.Measured> rival =
        others
            .best(objective, ends, others.models().size())
            .filter(o -> o.value() > least && !hasRisen(least, o.value()));
    boolean both = end.isPresent() && rival.isPresent();
    return both && end.get().value() > rival.get().value() ? end : rival.or(() -> end);
  }

  /** The first pass: from the model or, if one is better by more than a step promises, another. */
  private RefinementPass begin(
      MixtureOfExperts model, PooledObjective objective, MeasuredModels candidates) {
    Optional<MeasuredModels.Measured> rival =
        candidates
            .best(objective, 0, candidates.models().size())
            .filter(o -> !hasRisen(objective.value(), o.value()));
    if (rival.isEmpty()) {
      return goOn(model, 1, objective, rival, 0);
    }
    NewtonStep newton = NewtonStep.of(objective);
    double expected = newton.promise() / (newton.definite() ? 2 : 4);
    boolean leads = !(rival.get().value() - objective.value() <= expected);
    if (!leads && newton.promise() > tolerance(objective)) {
      return goOn(model, 1, objective, rival, 0);
    }
    RefinementState there =
        state(model, 1, objective, newton, Optional.empty(), 0).to(rival.get().model());
    return RefinementPass.toCandidate(model, rival.get().model(), there, objective, newton);
  }

  private static boolean hasRisen(double value, double before) {
    return value >= before - ROUNDING * Math.abs(before);
  }

  private RefinementPass goOn(
      MixtureOfExperts model,
      int pass,
      PooledObjective objective,
      Optional<MeasuredModels.Measured> rival,
      double damping) {
    NewtonStep newton = NewtonStep.of(objective);
    boolean settled = objective.promiseOfNoise(model) <= tolerance(objective);
    if (settled && (isEnd(objective, newton) || !(newton.promise() > 0))) {
      return RefinementPass.ended(model, pass, objective, newton);
    }
    RefinementState next = state(model, pass, objective, newton, rival, damping);
    return RefinementPass.rising(model, next, objective, newton);
  }

  /**
   * Where only the ridge determines a direction, the likelihood itself still changes along it when
   * nothing is left to gain of the penalised one: both must have settled.
   */
  private boolean isEnd(PooledObjective objective, NewtonStep newton) {
    double change = VectorMath.dot(objective.sums().gradient(), newton.direction());
    return newton.definite()
        && newton.promise() <= tolerance(objective)
        && Math.abs(change) <= tolerance(objective);
  }

  /** Twice what may be left to gain. */
  private double tolerance(PooledObjective objective) {
    double statistical = PROMISE_PER_PARAMETER * objective.layout().freeParameters();
    return Math.min(statistical, 2 * options.tolerance() * objective.sums().weight());
  }

  private RefinementState state(
      MixtureOfExperts model,
      int pass,
      PooledObjective objective,
      NewtonStep newton,
      Optional<MeasuredModels.Measured> rival,
      double damping) {
    PassSums sums = objective.sums();
    double[] before = Parameters.of(model);
    double[] em = EmStep.of(model, objective);
    Trials trials = new Trials(objective, newton, em, damping);
    List<double[]> others = new ArrayList<>(trials.ends().subList(1, trials.ends().size()));
    rival.ifPresent(candidate -> others.add(Parameters.of(candidate.model())));
    return new RefinementState(
        pass,
        sums.rows(),
        sums.weight(),
        sums.fingerprint(),
        sums.frame(),
        objective.value(),
        options,
        before,
        trials.ends().get(0),
        others,
        rival.isPresent(),
        trials.whole(),
        em,
        objective.slope(before, trials.whole()),
        trials.length(),
        trials.damping(),
        1);
  }

  private RefinementPass goBack(
      MixtureOfExperts model,
      RefinementState state,
      PooledObjective objective,
      MeasuredModels others) {
    MixtureOfExperts before = state.modelBefore(objective.layout(), model.family());
    if (state.isEm() || !others.isEmpty()) {
      return RefinementPass.stuck(before, state, objective);
    }
    if (state.length() == 0) {
      return RefinementPass.undone(before, state.with(0), objective);
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
