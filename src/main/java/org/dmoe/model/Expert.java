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

  /** Of the response, in squared units; NaN where the family has none. */
  double dispersion();
}
