package org.dmoe.data.synthetic;

import java.util.Optional;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;

/** A true mixture and a distribution of its covariates. */
public final class Population {

  private static final double NOISE_DEVIATIONS = 20;

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

  /**
   * With rows that no expert makes, their responses twenty of the experts' largest standard
   * deviations broad.
   *
   * @param share of the rows, above 0 and below 1
   * @throws IllegalArgumentException if it is not, or the experts are not Gaussian
   */
  public Population withNoise(double share) {
    if (!truth.family().hasDispersion()) {
      throw new IllegalArgumentException(
          "noise goes with Gaussian experts, these are of family " + truth.family().id());
    }
    double largest = 0;
    for (GaussianExpert expert : truth.experts()) {
      largest = Math.max(largest, Math.sqrt(expert.variance()));
    }
    Noise noise = new Noise(share, 0, NOISE_DEVIATIONS * largest);
    return new Population(truth.withNoise(Optional.of(noise)), covariates, within);
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
      throw new IllegalArgumentException("the table of covariates has no row");
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
