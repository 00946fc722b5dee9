package org.dmoe.model;

import java.util.Objects;

/**
 * The mixture that one machine fitted to its rows.
 *
 * @param id identity of the machine's rows, from which the order of local models follows
 * @param mixture in users' units
 * @param sampleSize sum of the weights of the machine's rows, N_m
 */
public record LocalModel(String id, MixtureOfExperts mixture, double sampleSize) {

  /**
   * @throws IllegalArgumentException if the sample size is not positive and finite
   */
  public LocalModel {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(mixture, "mixture");
    Numbers.requirePositive(sampleSize, "sampleSize");
  }
}
