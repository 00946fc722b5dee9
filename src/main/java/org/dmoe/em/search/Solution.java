package org.dmoe.em.search;

import java.util.Optional;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.model.Noise;

/**
 * A fitted mixture in standardised units.
 *
 * @param layout of its parameters
 * @param ascent where the optimiser ended
 * @param logLikelihood without penalty, in standardised units
 * @param noise what an EM step makes of the layout's noise; empty without it
 * @param reason why it stopped
 */
public record Solution(
    ParameterLayout layout,
    AscentResult ascent,
    double logLikelihood,
    Optional<Noise> noise,
    String reason) {

  /** Evaluates the end of an ascent once more. */
  public static Solution of(PenalisedLikelihood objective, AscentResult ascent, String what) {
    ParameterLayout layout = objective.layout();
    double logLikelihood = Double.NaN;
    Optional<Noise> noise = Optional.empty();
    if (ascent.finite()) {
      objective.evaluate(ascent.theta(), PassDepth.GRADIENT);
      logLikelihood = objective.pass().logLikelihood();
      noise = objective.pass().nextNoise();
    }
    return new Solution(layout, ascent, logLikelihood, noise, reason(ascent, what));
  }

  /** Where nothing was found. */
  static Solution failed(ParameterLayout layout) {
    AscentResult nowhere =
        new AscentResult(
            new double[layout.size()],
            Double.NaN,
            new ExpertMoments(new double[layout.K()], new double[layout.K()]),
            0,
            false,
            Double.NaN,
            Optional.empty());
    return new Solution(layout, nowhere, Double.NaN, Optional.empty(), "no start was finite");
  }

  /** How much larger the penalised log-likelihood is than the other one's. */
  double gainOver(Solution other) {
    return ascent.value() - other.ascent.value();
  }

  private static String reason(AscentResult ascent, String what) {
    if (!ascent.finite()) {
      return what + ": not finite";
    }
    return "%s: %s after %d iterations, a step promises %.1e"
        .formatted(
            what,
            ascent.converged() ? "converged" : "not converged",
            ascent.iterations(),
            ascent.promise());
  }

  /** Sum of responsibilities of each expert. */
  public double[] mass() {
    return ascent.experts().mass();
  }

  /** The expert of least mass. */
  public int rarest() {
    return ascent.experts().rarest();
  }
}
