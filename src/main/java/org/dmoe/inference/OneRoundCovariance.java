package org.dmoe.inference;

import java.util.Optional;
import org.dmoe.data.SupportingSample;
import org.dmoe.data.synthetic.ResponseGenerator;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.PassSums;
import org.dmoe.refine.RowPass;

/**
 * The covariance of a model that was aggregated in one round, without a look at the rows: responses
 * are drawn from the model itself at the supporting rows, within their exposures, and the
 * information there is scaled to all rows. It takes the model to be right, and is enlarged by what
 * one round costs: 1 + 2 nu / n for n rows a machine, a factor found by simulation.
 */
public final class OneRoundCovariance {

  /** Responses drawn for each supporting row. */
  private static final int DRAWS = 4;

  /** Rows a machine for each parameter: below it the errors are approximate. */
  public static final int GOOD = 20;

  /** Below it there are none. */
  public static final int LEAST = 10;

  private static final double COST_OF_ONE_ROUND = 2;

  private OneRoundCovariance() {}

  /**
   * @param weight of all rows
   * @param machines number of them
   * @return empty where machines have fewer than {@link #LEAST} rows for each parameter
   * @throws IllegalArgumentException if responses that the model makes likely are out of range
   */
  public static Optional<ParameterCovariance> of(
      MixtureOfExperts model, SupportingSample support, double weight, long machines, long seed) {
    double nu = model.freeParameters();
    double each = weight / machines;
    if (!(each >= LEAST * nu)) {
      return Optional.empty();
    }
    PassSums sums = simulated(model, support, seed);
    ParameterCovariance drawn = CovarianceEstimate.of(model, sums).covariance(CovarianceKind.MODEL);
    double scale = sums.weight() / weight * (1 + COST_OF_ONE_ROUND * nu / each);
    double[] lower = drawn.lower().clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] *= scale;
    }
    return Optional.of(
        new ParameterCovariance(
            CovarianceKind.ONE_ROUND,
            lower,
            drawn.notIdentified(),
            drawn.atFloor(),
            machines,
            each < GOOD * nu));
  }

  private static PassSums simulated(MixtureOfExperts model, SupportingSample support, long seed) {
    ResponseGenerator generator = new ResponseGenerator(model, seed);
    RowPass pass = new RowPass(model, Optional.empty());
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      for (int draw = 0; draw < DRAWS; draw++) {
        pass.add(x, generator.at(x, support.exposure(s)), 1, support.exposure(s));
      }
    }
    return pass.finish().orElseThrow();
  }
}
