package org.dmoe.em.optimise;

/**
 * Where an optimiser ended.
 *
 * @param theta parameters in standardised units
 * @param value penalised log-likelihood there; NaN if the numbers left the finite range
 * @param iterations made
 * @param converged whether the promise of a further step was below the tolerance
 * @param promise what a further step promises, g' H^-1 g
 * @param information observed near the end, positive definite and in the objective's scale; null if
 *     it was not computed
 */
public record AscentResult(
    double[] theta,
    double value,
    int iterations,
    boolean converged,
    double promise,
    double[] information) {

  public AscentResult(
      double[] theta, double value, int iterations, boolean converged, double promise) {
    this(theta, value, iterations, converged, promise, null);
  }

  public boolean finite() {
    return Double.isFinite(value);
  }

  /** This one with the iterations that led to its start. */
  public AscentResult after(AscentResult earlier) {
    return new AscentResult(
        theta, value, iterations + earlier.iterations, converged, promise, information);
  }
}
