package org.dmoe.em.search;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.optimise.AscentResult;

/**
 * A fitted mixture in standardised units.
 *
 * @param layout of its parameters
 * @param ascent where the optimiser ended
 * @param logLikelihood without penalty, in standardised units
 * @param mass sum of responsibilities of each expert
 * @param reason why it stopped
 */
public record Solution(
    ParameterLayout layout,
    AscentResult ascent,
    double logLikelihood,
    double[] mass,
    String reason) {

  /** Evaluates the end of an ascent once more. */
  public static Solution of(PenalisedLikelihood objective, AscentResult ascent, String what) {
    ParameterLayout layout = objective.layout();
    double[] mass = new double[layout.K()];
    double logLikelihood = Double.NaN;
    if (ascent.finite()) {
      objective.evaluate(ascent.theta(), PassDepth.GRADIENT);
      logLikelihood = objective.pass().logLikelihood();
      for (int k = 0; k < layout.K(); k++) {
        mass[k] = objective.pass().mass(k);
      }
    }
    return new Solution(layout, ascent, logLikelihood, mass, reason(ascent, what));
  }

  /** Where nothing was found. */
  static Solution failed(ParameterLayout layout) {
    AscentResult nowhere =
        new AscentResult(new double[layout.size()], Double.NaN, 0, false, Double.NaN);
    return new Solution(layout, nowhere, Double.NaN, new double[layout.K()], "no start was finite");
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

  /** The expert of least mass. */
  public int rarest() {
    int rarest = 0;
    for (int k = 1; k < mass.length; k++) {
      if (mass[k] < mass[rarest]) {
        rarest = k;
      }
    }
    return rarest;
  }
}
