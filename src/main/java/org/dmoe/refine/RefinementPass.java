package org.dmoe.refine;

import java.util.Optional;
import org.dmoe.model.MixtureOfExperts;

/**
 * What a pass came to.
 *
 * @param pass its number, from 1
 * @param best the best model that was measured so far
 * @param next the model to measure in the next pass; the best one where there is nothing to do
 * @param state to come with the next model; empty at the end
 * @param logLikelihood of the model that was measured, without penalty, in users' units; of the
 *     better one where it was not the one that was summed
 * @param weight of all rows
 * @param left estimate of what the best fit has more; NaN if the model that was summed is not the
 *     best
 * @param outcome what became of the step, and what is done next
 */
public record RefinementPass(
    int pass,
    MixtureOfExperts best,
    MixtureOfExperts next,
    Optional<RefinementState> state,
    double logLikelihood,
    double weight,
    double left,
    Outcome outcome) {

  /** How a pass ended. */
  public enum Outcome {
    /** The model is the best so far; a Newton step follows. */
    RISING("a Newton step follows"),
    /** The same where the information is not positive definite. */
    SADDLE("not near a maximum yet; a modified Newton step follows"),
    /** One of the candidates is so much better that the climb begins there. */
    CANDIDATE("a candidate is better; it is summed next"),
    /** Another end of the step is better than the one that was summed. */
    BETTER("another length of the step is better; it is summed next"),
    /** The step lost; a shorter one is tried from the model before. */
    SHORTENED("the step did not rise and is undone; a shorter one follows"),
    /** The same with the EM step. */
    EM("the step did not rise and is undone; an EM step follows"),
    /** At the maximum. */
    CONVERGED("converged"),
    /** No step rises any more, though the information does not certify a maximum. */
    STUCK("no step rises any more");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /** For the user. */
    public String words() {
      return words;
    }
  }

  static RefinementPass ended(
      MixtureOfExperts model, int pass, PooledObjective objective, NewtonStep newton) {
    Outcome outcome = newton.definite() ? Outcome.CONVERGED : Outcome.STUCK;
    return of(pass, model, model, Optional.empty(), objective, newton.promise() / 2, outcome);
  }

  static RefinementPass rising(
      MixtureOfExperts model, RefinementState state, PooledObjective objective, NewtonStep newton) {
    return of(
        state.pass(),
        model,
        Parameters.toMixture(state.trial(), objective.layout(), model.family()),
        Optional.of(state),
        objective,
        newton.promise() / 2,
        newton.definite() ? Outcome.RISING : Outcome.SADDLE);
  }

  /** A step to a candidate, which is known to be better. */
  static RefinementPass toCandidate(
      MixtureOfExperts model,
      MixtureOfExperts candidate,
      RefinementState state,
      PooledObjective objective,
      NewtonStep newton) {
    double left = newton.promise() / 2;
    return of(
        state.pass(), model, candidate, Optional.of(state), objective, left, Outcome.CANDIDATE);
  }

  /**
   * @param better the model that has turned out best
   * @param logLikelihood of it
   */
  static RefinementPass better(
      MixtureOfExperts better,
      double logLikelihood,
      RefinementState state,
      PooledObjective objective) {
    return new RefinementPass(
        state.pass(),
        better,
        better,
        Optional.of(state),
        logLikelihood,
        objective.sums().weight(),
        Double.NaN,
        Outcome.BETTER);
  }

  static RefinementPass undone(
      MixtureOfExperts before, RefinementState state, PooledObjective objective) {
    return of(
        state.pass(),
        before,
        Parameters.toMixture(state.trial(), objective.layout(), before.family()),
        Optional.of(state),
        objective,
        Double.NaN,
        state.length() == 0 ? Outcome.EM : Outcome.SHORTENED);
  }

  static RefinementPass stuck(
      MixtureOfExperts before, RefinementState state, PooledObjective objective) {
    return of(
        state.pass() + 1, before, before, Optional.empty(), objective, Double.NaN, Outcome.STUCK);
  }

  private static RefinementPass of(
      int pass,
      MixtureOfExperts best,
      MixtureOfExperts next,
      Optional<RefinementState> state,
      PooledObjective objective,
      double left,
      Outcome outcome) {
    return new RefinementPass(
        pass,
        best,
        next,
        state,
        objective.sums().logLikelihood(),
        objective.sums().weight(),
        left,
        outcome);
  }

  /** Of a unit of weight. */
  public double meanLogLikelihood() {
    return logLikelihood / weight;
  }

  /** Of a unit of weight. */
  public double meanLeft() {
    return left / weight;
  }

  /** Whether the model is certified to be at a maximum. */
  public boolean converged() {
    return outcome == Outcome.CONVERGED;
  }

  /** Whether there is nothing more to do. */
  public boolean ended() {
    return state.isEmpty();
  }

  /** Whether the log-likelihood is that of a model that is kept. */
  public boolean kept() {
    return knowsLeft() || outcome == Outcome.BETTER;
  }

  /** Whether it is known what is left to gain. */
  public boolean knowsLeft() {
    return !Double.isNaN(left);
  }

  /** Whether what follows is a step, and not the sums of a model whose likelihood is known. */
  public boolean steps() {
    return !ended() && outcome != Outcome.CANDIDATE && outcome != Outcome.BETTER;
  }
}
