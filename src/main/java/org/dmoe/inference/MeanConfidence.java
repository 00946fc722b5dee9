package org.dmoe.inference;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Numbers;
import org.dmoe.model.Scorer;
import org.dmoe.refine.Parameters;

/**
 * How well the mean m(x) = sum_k pi_k(x) mu_k(x) of the response is known, row by row: its standard
 * error is sqrt(g' V g) by the delta method (H. Cramér, "Mathematical Methods of Statistics", 1946,
 * 28.4), with the gradient g_k = pi_k mu_k' (1, x) for the coefficients of expert k and pi_k (mu_k
 * - m) (1, x) for its gate's. About nu^2 operations a row. Not for several threads.
 */
public final class MeanConfidence {

  private final Scorer scorer;
  private final ParameterLayout layout;
  private final double[] lower;
  private final double quantile;
  private final double[] gradient;

  private MeanConfidence(Scorer scorer, ParameterLayout layout, double[] lower, double quantile) {
    this.scorer = scorer;
    this.layout = layout;
    this.lower = lower;
    this.quantile = quantile;
    this.gradient = new double[layout.predictors() * layout.p()];
  }

  /**
   * @param covariance of the model's parameters
   * @param level of the intervals, in (0, 1)
   * @throws IllegalArgumentException if sizes do not fit, the level is out of range, or the
   *     response is a class
   */
  public static MeanConfidence of(
      MixtureOfExperts model, ParameterCovariance covariance, double level) {
    Inference.requireLevel(level);
    requireMean(model);
    ParameterLayout layout = Parameters.layout(model);
    if (covariance.size() != layout.size()) {
      throw new IllegalArgumentException(
          "a model of %d parameters, a covariance of %d"
              .formatted(layout.size(), covariance.size()));
    }
    double quantile =
        Distributions.ofRatio(covariance.degreesOfFreedom())
            .inverseSurvivalProbability((1 - level) / 2);
    return new MeanConfidence(Scorer.of(model), layout, covariance.lower(), quantile);
  }

  /** Classes have no mean. */
  private static void requireMean(MixtureOfExperts model) {
    if (!model.family().classes().isEmpty()) {
      throw new IllegalArgumentException("classes have no mean that covariates could change");
    }
  }

  /**
   * The mean at one x, and how well it is known.
   *
   * @param x covariates (length d), in the order of the model's features
   * @throws IllegalArgumentException if there are not d of them or one is not finite
   */
  public MeanInterval at(double[] x) {
    if (x.length != scorer.dimension()) {
      throw new IllegalArgumentException(
          "row has " + x.length + " covariates, the model " + scorer.dimension());
    }
    scorer.at(Numbers.requireFinite(x, "x"));
    double mean = scorer.mean();
    fill(x, mean);
    double error = Math.sqrt(Math.max(0, variance()));
    return new MeanInterval(mean, error, mean - quantile * error, mean + quantile * error);
  }

  private void fill(double[] x, double mean) {
    for (int k = 0; k < layout.K(); k++) {
      double pi = scorer.probability(k);
      put(layout.mean(k), pi * scorer.expertSlope(k), x);
      if (k < layout.K() - 1) {
        put(layout.gate(k), pi * (scorer.expertMean(k) - mean), x);
      }
    }
  }

  /** Puts factor (1, x) into the gradient. */
  private void put(int at, double factor, double[] x) {
    gradient[at] = factor;
    for (int j = 0; j < x.length; j++) {
      gradient[at + 1 + j] = factor * x[j];
    }
  }

  /** g' V g; log variances, on which the mean does not depend, are the last rows of V. */
  private double variance() {
    double sum = 0;
    int row = 0;
    for (int i = 0; i < gradient.length; i++) {
      double before = 0;
      for (int j = 0; j < i; j++) {
        before += lower[row + j] * gradient[j];
      }
      sum += gradient[i] * (2 * before + lower[row + i] * gradient[i]);
      row += i + 1;
    }
    return sum;
  }
}
