package org.dmoe.refine;

import java.util.Optional;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;

/**
 * What a machine's rows say of the model that all machines start from. Those of all machines give
 * one Newton step from there, in the one round in which the local models are sent. Where machines
 * have few rows, their local optima are biased, and the step is much nearer to the maximum
 * likelihood: the start's own error is that of a fit, and the step squares it (L. Le Cam's one-step
 * estimator, University of California Publications in Statistics 3, 1956).
 *
 * @param start from which all climbed; without its noise, which the sums know of
 * @param sums of the rows at it
 */
public record StartSums(MixtureOfExperts start, PassSums sums) {

  /**
   * @throws IllegalArgumentException if the sums are of another size
   */
  public StartSums {
    if (!sums.layout().equals(Parameters.layout(start).full())) {
      throw new IllegalArgumentException("the sums are not of the start's size");
    }
    start = start.withNoise(Optional.empty());
  }

  /** Of a machine's rows; empty where the start's densities of them overflow. */
  public static Optional<StartSums> of(MixtureOfExperts start, Observations rows) {
    RowPass pass = new RowPass(start, Optional.empty());
    double[] x = new double[rows.dimension()];
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      pass.add(x, rows.response(i), rows.weight(i), rows.exposure(i));
    }
    try {
      return pass.finish().map(sums -> new StartSums(start, sums));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Of the rows of both; empty if they had not the same start. */
  public Optional<StartSums> plus(StartSums that) {
    return start.equals(that.start)
        ? Optional.of(new StartSums(start, sums.plus(that.sums)))
        : Optional.empty();
  }
}
