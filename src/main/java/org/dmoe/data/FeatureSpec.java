package org.dmoe.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which columns of a table are covariates, in which order, and which is the response.
 *
 * @param features names of the d covariates
 * @param response name of the response
 */
public record FeatureSpec(List<String> features, String response) {

  /**
   * @throws IllegalArgumentException if a name occurs twice or the response is a covariate
   */
  public FeatureSpec {
    features = List.copyOf(features);
    Objects.requireNonNull(response, "response");
    Set<String> seen = new HashSet<>();
    for (String feature : features) {
      if (!seen.add(feature)) {
        throw new IllegalArgumentException("feature '" + feature + "' is named twice");
      }
    }
    if (seen.contains(response)) {
      throw new IllegalArgumentException("'" + response + "' is both response and feature");
    }
  }

  /** Number of covariates d. */
  public int dimension() {
    return features.size();
  }
}
