package org.dmoe.io;

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
 */
public record SiteStatistics(
    String id, String model, List<String> features, String response, PassSums sums) {

  public SiteStatistics {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(sums, "sums");
    features = List.copyOf(features);
  }

  /** Of the rows of both, under the identity of these. */
  public SiteStatistics plus(SiteStatistics other) {
    return withSums(sums.plus(other.sums));
  }

  /** The same under another identity. */
  public SiteStatistics named(String identity) {
    return new SiteStatistics(identity, model, features, response, sums);
  }

  private SiteStatistics withSums(PassSums changed) {
    return new SiteStatistics(id, model, features, response, changed);
  }
}
