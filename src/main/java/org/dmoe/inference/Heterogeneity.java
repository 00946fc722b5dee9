package org.dmoe.inference;

import java.util.Objects;
import java.util.Optional;

/**
 * How far all machines together are from one model.
 *
 * @param score the test to go by
 * @param ratio a description beside it; empty where a machine has no optimum of its own
 */
public record Heterogeneity(MachineTest.Together score, Optional<Ratio> ratio) {

  /**
   * The likelihood ratio of a model for each machine against one for all, 2 (sum_m l_m(theta_m) -
   * l(theta)). In simulations of one model it exceeded the chi-squared quantile far more often than
   * it should where rows were few or errors heavy-tailed, so no probability is told.
   *
   * @param statistic the ratio
   * @param degreesOfFreedom (M - 1) nu, about its mean where the model is right and rows are many
   */
  public record Ratio(double statistic, long degreesOfFreedom) {}

  public Heterogeneity {
    Objects.requireNonNull(score, "score");
    Objects.requireNonNull(ratio, "ratio");
  }

  /**
   * @param local sum of the machines' log-likelihoods, each at its own optimum; empty where one has
   *     none
   * @param pooled log-likelihood of all rows at the common model
   * @param parameters nu of a model
   */
  public static Heterogeneity of(
      MachineTest.Together score, Optional<Double> local, double pooled, int parameters) {
    return new Heterogeneity(
        score,
        local.map(sum -> new Ratio(2 * (sum - pooled), (score.machines() - 1) * parameters)));
  }
}
