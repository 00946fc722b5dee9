package org.dmoe.data.synthetic;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Draws responses of a mixture at given covariates. Not for several threads. */
public final class ResponseGenerator {

  private final Scorer scorer;
  private final Draws draws;

  public ResponseGenerator(MixtureOfExperts model, long seed) {
    this.scorer = Scorer.of(model);
    this.draws = new Draws(seed, 0);
  }

  /**
   * The next response.
   *
   * @param x covariates (length d)
   */
  public double at(double[] x) {
    scorer.at(x);
    double[] gate = new double[scorer.size()];
    for (int k = 0; k < gate.length; k++) {
      gate[k] = scorer.probability(k);
    }
    int k = draws.pick(gate);
    return scorer.expertMean(k) + scorer.expertDeviation(k) * draws.normal();
  }
}
