package org.dmoe.em.optimise;

import java.util.Optional;
import org.dmoe.em.likelihood.ExpertMoments;
import org.ejml.data.DMatrixRMaj;

/**
 * Where an optimiser ended.
 *
 * @param theta parameters in standardised units
 * @param value penalised log-likelihood there; NaN if the numbers left the finite range
 * @param experts masses and squares there
 * @param iterations made
 * @param converged whether the promise of a further step was below the tolerance
 * @param promise what a further step promises, g' H^-1 g
 * @param information observed near the end, positive definite and in the objective's scale; empty
 *     if it was not computed
 */
public record AscentResult(
    double[] theta,
    double value,
    ExpertMoments experts,
    int iterations,
    boolean converged,
    double promise,
    Optional<DMatrixRMaj> information) {

  public boolean finite() {
    return Double.isFinite(value);
  }

  /** This one with the iterations that led to its start. */
  public AscentResult after(AscentResult earlier) {
    return new AscentResult(
        theta, value, experts, iterations + earlier.iterations, converged, promise, information);
  }
}
