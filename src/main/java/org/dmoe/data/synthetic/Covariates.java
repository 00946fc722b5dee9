package org.dmoe.data.synthetic;

/** A distribution of covariates. */
interface Covariates {

  /** Number of covariates d. */
  int dimension();

  /** Draws one x (length d). */
  void draw(Draws draws, double[] x);
}
