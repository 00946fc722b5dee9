package org.dmoe.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Predicts the response row by row. Not for several threads. */
public final class Predictor {

  private final Scorer scorer;
  private final QuantileFinder finder;

  private Predictor(Scorer scorer, double... levels) {
    this.scorer = scorer;
    this.finder = QuantileFinder.of(scorer, levels);
  }

  /**
   * A predictor of one mixture.
   *
   * @param levels of the quantiles wanted, each between 0 and 1
   * @throws IllegalArgumentException if a level is not
   */
  public static Predictor of(MixtureOfExperts mixture, double... levels) {
    return new Predictor(Scorer.of(mixture), levels);
  }

  /**
   * The prediction at x.
   *
   * @param x covariates (length d), in the order of the model's features
   * @throws IllegalArgumentException if there are not d of them or one is not finite
   */
  public Prediction predict(double[] x) {
    if (x.length != scorer.dimension()) {
      throw new IllegalArgumentException(
          "row has " + x.length + " covariates, the model " + scorer.dimension());
    }
    scorer.at(Numbers.requireFinite(x, "x"));
    double[] quantiles = new double[finder.size()];
    finder.find(quantiles);
    List<Double> values = Arrays.stream(quantiles).boxed().toList();
    List<Double> probabilities = new ArrayList<>(scorer.size());
    for (int k = 0; k < scorer.size(); k++) {
      probabilities.add(scorer.probability(k));
    }
    return new Prediction(
        scorer.mean(), scorer.variance(), values, probabilities, scorer.gateLabel());
  }
}
