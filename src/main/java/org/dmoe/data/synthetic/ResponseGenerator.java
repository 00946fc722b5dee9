package org.dmoe.data.synthetic;

import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/** Draws responses of a mixture of any family at given covariates. Not for several threads. */
public final class ResponseGenerator {

  private final Scorer scorer;
  private final ResponseDraw response;
  private final Draws draws;

  public ResponseGenerator(MixtureOfExperts model, long seed) {
    this.scorer = Scorer.of(model);
    this.response = new ResponseDraw(model, false);
    this.draws = new Draws(seed, 0);
  }

  /**
   * The next response.
   *
   * @param x covariates (length d)
   * @param exposure that it counts within
   */
  public double at(double[] x, double exposure) {
    scorer.at(x, exposure);
    double[] gate = new double[scorer.size()];
    for (int k = 0; k < gate.length; k++) {
      gate[k] = scorer.probability(k);
    }
    return response.draw(draws.pick(gate), scorer, x, exposure, draws);
  }
}
