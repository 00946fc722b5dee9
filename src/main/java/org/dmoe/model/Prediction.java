package org.dmoe.model;

import java.util.List;

/**
 * What a mixture says about the response at one x.
 *
 * @param mean E[y|x], in units of the response
 * @param variance Var[y|x], in squared units
 * @param quantiles in the order of the levels asked for
 * @param probabilities pi_k(x) of each expert
 * @param expert the most probable one, from 0
 */
public record Prediction(
    double mean, double variance, List<Double> quantiles, List<Double> probabilities, int expert) {

  public Prediction {
    quantiles = List.copyOf(quantiles);
    probabilities = List.copyOf(probabilities);
  }
}
