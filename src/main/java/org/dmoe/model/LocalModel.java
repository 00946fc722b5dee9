package org.dmoe.model;

import java.util.Objects;

/**
 * The mixture that one machine fitted to its rows.
 *
 * @param id identity of the machine's rows, from which the order of local models follows
 * @param mixture in users' units
 * @param sampleSize sum of the weights of the machine's rows, N_m
 * @param undetermined what the machine's rows cannot say of the coefficients
 */
public record LocalModel(
    String id, MixtureOfExperts mixture, double sampleSize, Undetermined undetermined) {

  /**
   * @throws IllegalArgumentException if the sample size is not positive and finite, or a direction
   *     is of another dimension
   */
  public LocalModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mixture, "mixture");
    Numbers.requirePositive(sampleSize, "sampleSize");
    Objects.requireNonNull(undetermined, "undetermined");
    if (!undetermined.isEmpty() && undetermined.direction(0).length != mixture.dimension() + 1) {
      throw new IllegalArgumentException(
          "undetermined directions of %d numbers for %d covariates"
              .formatted(undetermined.direction(0).length, mixture.dimension()));
    }
  }

  /** The model of rows that determine all of it. */
  public LocalModel(String id, MixtureOfExperts mixture, double sampleSize) {
    this(id, mixture, sampleSize, Undetermined.NOTHING);
  }
}
