package org.dmoe.refine;

import java.util.OptionalDouble;
import org.dmoe.em.FitOptions;

/**
 * How the likelihood is climbed.
 *
 * @param gateRidge as of a local fit; empty where the number of rows chooses
 * @param expertRidge as of a local fit
 * @param tolerance log-likelihood a row that may be left to gain at the end
 */
public record RefinementOptions(OptionalDouble gateRidge, double expertRidge, double tolerance) {

  /** So near that the end is within 1e-6 a row of the maximum. */
  public static final double TOLERANCE = 1e-7;

  /** The defaults of a local fit. */
  public static RefinementOptions defaults() {
    return of(FitOptions.of(1));
  }

  /** The penalties of a fit. */
  public static RefinementOptions of(FitOptions fit) {
    return new RefinementOptions(fit.gateRidge(), fit.expertRidge(), TOLERANCE);
  }
}
