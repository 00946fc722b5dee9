package org.dmoe.inference;

import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Numbers;
import org.dmoe.model.family.Family;
import org.dmoe.refine.Parameters;

/**
 * How well the mean m(x) = sum_k pi_k(x) mu_k(x) of the response, or the probability of each class,
 * is known, row by row: its standard error is sqrt(g' V g) by the delta method (H. Cramér,
 * "Mathematical Methods of Statistics", 1946, 28.4), with the gradient g_k = pi_k mu_k' (1, x) for
 * the coefficients of expert k and pi_k (mu_k - m) (1, x) for its gate's. Intervals end where means
 * do: at 0, and those of probabilities at 1. About nu^2 operations a row, of classes for each. Not
 * for several threads.
 */
public final class MeanConfidence {

  private final Outcomes outcomes;
  private final ParameterLayout layout;
  private final Family family;
  private final double[] lower;
  private final double quantile;
  private final double[] gradient;

  private MeanConfidence(MixtureOfExperts model, double[] lower, double quantile) {
    this.outcomes = Outcomes.of(model);
    this.layout = Parameters.layout(model);
    this.family = model.family();
    this.lower = lower;
    this.quantile = quantile;
    this.gradient = new double[layout.predictors() * layout.p()];
  }

  /**
   * @param covariance of the model's parameters
   * @param level of the intervals, in (0, 1)
   * @throws IllegalArgumentException if sizes do not fit or the level is out of range
   */
  public static MeanConfidence of(
      MixtureOfExperts model, ParameterCovariance covariance, double level) {
    Inference.requireLevel(level);
    int nu = Parameters.layout(model).size();
    if (covariance.size() != nu) {
      throw new IllegalArgumentException(
          "a model of %d parameters, a covariance of %d".formatted(nu, covariance.size()));
    }
    double quantile =
        Distributions.ofRatio(covariance.degreesOfFreedom())
            .inverseSurvivalProbability((1 - level) / 2);
    return new MeanConfidence(model, covariance.lower(), quantile);
  }

  /**
   * The mean at one x and an exposure of one, and how well it is known.
   *
   * @param x covariates (length d), in the order of the model's features
   * @throws IllegalArgumentException if there are not d of them or one is not finite, or the
   *     response is a class
   */
  public MeanInterval at(double[] x) {
    return at(x, 1);
  }

  /** The same within an exposure: trials of successes, time of counts. */
  public MeanInterval at(double[] x, double exposure) {
    if (!family.classes().isEmpty()) {
      throw new IllegalArgumentException("classes have no mean; ask for their probabilities");
    }
    go(x);
    double least = family.isDiscrete() ? 0 : Double.NEGATIVE_INFINITY;
    return interval(0, x, exposure, least, family.largest(exposure));
  }

  /**
   * The probability of each class at one x, in their order, and how well it is known.
   *
   * @param x covariates (length d), in the order of the model's features
   * @throws IllegalArgumentException if there are not d of them or one is not finite, or the
   *     response is not a class
   */
  public List<MeanInterval> classesAt(double[] x) {
    if (family.classes().isEmpty()) {
      throw new IllegalArgumentException("the response is not one of several classes");
    }
    go(x);
    return IntStream.range(0, family.classes().size())
        .mapToObj(c -> interval(c, x, 1, 0, 1))
        .toList();
  }

  private void go(double[] x) {
    if (x.length != layout.p() - 1) {
      throw new IllegalArgumentException(
          "row has " + x.length + " covariates, the model " + (layout.p() - 1));
    }
    outcomes.at(Numbers.requireFinite(x, "x"));
  }

  private MeanInterval interval(
      int outcome, double[] x, double exposure, double least, double largest) {
    double mean = outcomes.total(outcome);
    fill(outcome, x, mean);
    double error = exposure * Math.sqrt(Math.max(0, variance()));
    double value = exposure * mean;
    return new MeanInterval(
        value,
        error,
        Math.max(least, value - quantile * error),
        Math.min(largest, value + quantile * error));
  }

  private void fill(int outcome, double[] x, double mean) {
    for (int k = 0; k < layout.K(); k++) {
      double pi = outcomes.probability(k);
      for (int a = 0; a < layout.q(); a++) {
        put(layout.mean(k) + a * layout.p(), pi * outcomes.slope(outcome, k, a), x);
      }
      if (k < layout.K() - 1) {
        put(layout.gate(k), pi * (outcomes.value(outcome, k) - mean), x);
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
