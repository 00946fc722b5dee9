package org.dmoe.em.likelihood;

import org.dmoe.data.Observations;
import org.dmoe.linalg.GramKernel;

/**
 * What rows that may be noise add to the Hessian of the observed log-likelihood: w_i r_i (1 - r_i)
 * s_i s_i', the variance of the complete-data score by Louis (1982), where r_i is the probability
 * that an expert made the row and s_i its score if one did. The share of noise is held.
 */
final class NoiseSums extends ScoreProductSums {

  private final double[] factors = new double[Observations.BLOCK_ROWS];

  NoiseSums(ParameterLayout layout, EStep eStep, GramKernel kernel) {
    super(layout, eStep, kernel);
  }

  @Override
  double[] factors(double[] weights, int n) {
    double[] genuine = eStep.genuine();
    for (int i = 0; i < n; i++) {
      factors[i] = weights[i] * (1 - genuine[i]);
    }
    return factors;
  }
}
