package org.dmoe.data;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Which columns of a table are covariates, in which order, and which is the response.
 *
 * @param features names of the d covariates
 * @param response name of the response; empty where there is none
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
    if (!response.isEmpty() && seen.contains(response)) {
      throw new IllegalArgumentException("'" + response + "' is both response and feature");
    }
  }

  /**
   * The covariates chosen from a table's columns: those named, or else every column that is neither
   * the response nor excluded, in the table's order.
   *
   * @param columns of the table
   * @param named covariates; empty for all
   * @param excluded columns, looked at only if none is named
   * @throws IllegalArgumentException naming a column that is not there
   */
  public static FeatureSpec select(
      List<String> columns, String response, List<String> named, List<String> excluded) {
    if (!response.isEmpty()) {
      requireColumn(columns, response, "response");
    }
    for (String feature : named) {
      requireColumn(columns, feature, "feature");
    }
    for (String name : excluded) {
      requireColumn(columns, name, "excluded column");
    }
    if (!named.isEmpty()) {
      return new FeatureSpec(named, response);
    }
    Set<String> left = new LinkedHashSet<>(columns);
    if (!response.isEmpty()) {
      left.remove(response);
    }
    excluded.forEach(left::remove);
    return new FeatureSpec(List.copyOf(left), response);
  }

  private static void requireColumn(List<String> columns, String name, String what) {
    if (!columns.contains(name)) {
      throw new IllegalArgumentException(what + " '" + name + "' is not a column of the table");
    }
  }

  /** Number of covariates d. */
  public int dimension() {
    return features.size();
  }
}
