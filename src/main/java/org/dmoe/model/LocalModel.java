package org.dmoe.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The mixture that one machine fitted to its rows.
 *
 * @param id identity of the machine's rows, from which the order of local models follows
 * @param mixture in users' units; without its noise, since experts alone are aggregated
 * @param sampleSize sum of the weights of the machine's rows, N_m
 * @param undetermined what the machine's rows cannot say of the coefficients
 * @param statistics of the machine's rows at the mixture; empty where it did not send them
 */
public record LocalModel(
    String id,
    MixtureOfExperts mixture,
    double sampleSize,
    Undetermined undetermined,
    Optional<EmStatistics> statistics) {

  /**
   * @throws IllegalArgumentException if the sample size is not positive and finite, or a direction
   *     is of another dimension, or the statistics are of another number of experts or covariates
   */
  public LocalModel {
    Objects.requireNonNull(id, "id");
    Numbers.requirePositive(sampleSize, "sampleSize");
    Objects.requireNonNull(undetermined, "undetermined");
    if (!undetermined.isEmpty() && undetermined.direction(0).length != mixture.dimension() + 1) {
      throw new IllegalArgumentException(
          "undetermined directions of %d numbers for %d covariates"
              .formatted(undetermined.direction(0).length, mixture.dimension()));
    }
    if (statistics.isPresent()) {
      requireOf(mixture, statistics.get());
    }
    mixture = mixture.withNoise(Optional.empty());
  }

  /** The model of rows that determine all of it, of which nothing more is known. */
  public LocalModel(String id, MixtureOfExperts mixture, double sampleSize) {
    this(id, mixture, sampleSize, Undetermined.NOTHING, Optional.empty());
  }

  private static void requireOf(MixtureOfExperts mixture, EmStatistics statistics) {
    if (statistics.size() != mixture.size() || statistics.dimension() != mixture.dimension()) {
      throw new IllegalArgumentException(
          "statistics of %d experts over %d covariates, the model has %d over %d"
              .formatted(
                  statistics.size(), statistics.dimension(), mixture.size(), mixture.dimension()));
    }
  }
}
