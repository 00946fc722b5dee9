package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dmoe.refine.PassSums;

/**
 * Sums of a machine's rows at a model, and what they belong to.
 *
 * @param id identity of the rows
 * @param model its {@link ModelHash}
 * @param features names of the covariates; empty where they are not known
 * @param response name of the response; empty where it is not known
 * @param others log-likelihoods of the other models that were measured beside, minus infinity where
 *     one is not a number
 */
public record SiteStatistics(
    String id,
    String model,
    List<String> features,
    String response,
    PassSums sums,
    List<Double> others) {

  public SiteStatistics {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(sums, "sums");
    features = List.copyOf(features);
    others = List.copyOf(others);
    for (double value : others) {
      if (!(value < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("the log-likelihood of another model is " + value);
      }
    }
  }

  /**
   * Of the rows of both, under the identity of these.
   *
   * @throws IllegalArgumentException if not as many other models were measured
   */
  public SiteStatistics plus(SiteStatistics other) {
    if (others.size() != other.others.size()) {
      throw new IllegalArgumentException(
          "log-likelihoods of %d other models, '%s' has %d"
              .formatted(others.size(), other.id, other.others.size()));
    }
    List<Double> added = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      added.add(others.get(i) + other.others.get(i));
    }
    return new SiteStatistics(id, model, features, response, sums.plus(other.sums), added);
  }

  /** The same under another identity. */
  public SiteStatistics named(String identity) {
    return new SiteStatistics(identity, model, features, response, sums, others);
  }
}
