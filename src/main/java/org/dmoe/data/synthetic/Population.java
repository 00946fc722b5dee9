package org.dmoe.data.synthetic;

import org.dmoe.model.MixtureOfExperts;

/** A true mixture and a distribution of its covariates. */
public final class Population {

  private final MixtureOfExperts truth;
  private final Covariates covariates;
  private final boolean within;

  Population(MixtureOfExperts truth, Covariates covariates) {
    this(truth, covariates, false);
  }

  private Population(MixtureOfExperts truth, Covariates covariates, boolean within) {
    this.truth = truth;
    this.covariates = covariates;
    this.within = within;
  }

  /** With responses that count within trials, 1 to 20, or an exposure, from .5 to 1.5. */
  public Population within() {
    return new Population(truth, covariates, true);
  }

  boolean isWithin() {
    return within;
  }

  /** Covariates are independent N(0, 1). */
  public static Population standardNormal(MixtureOfExperts truth) {
    return new Population(truth, ClusteredCovariates.one(truth.dimension(), 0));
  }

  /**
   * Covariates are rows of a table, drawn with replacement.
   *
   * @param rows n x d, not copied
   * @throws IllegalArgumentException if there is no row or its length is not that of the mixture
   */
  public static Population resampling(MixtureOfExperts truth, double[][] rows) {
    if (rows.length == 0) {
      throw new IllegalArgumentException("there are no rows of covariates to draw from");
    }
    if (rows[0].length != truth.dimension()) {
      throw new IllegalArgumentException(
          "the rows to draw from have %d columns, the model has %d covariates"
              .formatted(rows[0].length, truth.dimension()));
    }
    return new Population(truth, new ResampledCovariates(rows));
  }

  public MixtureOfExperts truth() {
    return truth;
  }

  Covariates covariates() {
    return covariates;
  }
}
