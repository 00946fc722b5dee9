package org.dmoe.model;

/**
 * An expert of any family: q linear predictors of (1, x), and a dispersion if the family has one.
 */
public interface Expert {

  /** Number of covariates d. */
  int dimension();

  /** Number of linear predictors q. */
  int predictors();

  /** A copy of the coefficients (q x (d + 1), intercepts first). */
  double[][] coefficients();

  /** The linear predictors at x (length d): of length q. */
  default double[] predictorsAt(double[] x) {
    double[][] beta = coefficients();
    double[] eta = new double[beta.length];
    for (int c = 0; c < eta.length; c++) {
      eta[c] = Numbers.affine(beta[c], x);
    }
    return eta;
  }

  /** Of the response, in squared units; NaN where the family has none. */
  double dispersion();
}
