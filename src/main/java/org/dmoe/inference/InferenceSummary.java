package org.dmoe.inference;

import java.util.List;
import java.util.Objects;
import org.dmoe.model.EmStatistics;
import org.dmoe.model.Numbers;
import org.dmoe.refine.PassSums;

/**
 * What a pass has found of a fitted model: the certainty of its parameters, and how well it fits.
 *
 * @param covariance of the parameters
 * @param rows n
 * @param logLikelihood l, of all rows
 * @param shares of the rows' weight that the experts have
 */
public record InferenceSummary(
    ParameterCovariance covariance, long rows, double logLikelihood, List<Double> shares) {

  /**
   * @throws IllegalArgumentException if there is no row or a number is not finite
   */
  public InferenceSummary {
    Objects.requireNonNull(covariance, "covariance");
    shares = List.copyOf(shares);
    if (rows <= 0) {
      throw new IllegalArgumentException("inference from %d rows".formatted(rows));
    }
    Numbers.requireFinite(logLikelihood, "log-likelihood");
    Numbers.requireFinite(
        shares.stream().mapToDouble(Double::doubleValue).toArray(), "shares of the experts");
  }

  /** From the sums of all rows at the model. */
  public static InferenceSummary of(ParameterCovariance covariance, PassSums sums) {
    EmStatistics statistics = sums.statistics();
    double total = 0;
    for (int k = 0; k < statistics.size(); k++) {
      total += statistics.share(k).mass();
    }
    Double[] shares = new Double[statistics.size()];
    for (int k = 0; k < shares.length; k++) {
      shares[k] = statistics.share(k).mass() / total;
    }
    return new InferenceSummary(covariance, sums.rows(), sums.logLikelihood(), List.of(shares));
  }
}
