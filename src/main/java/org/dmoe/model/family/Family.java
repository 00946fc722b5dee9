package org.dmoe.model.family;

import java.util.List;

/**
 * A distribution of the response given the q linear predictors eta of an expert. Immutable.
 *
 * <p>An exposure comes with each response: the trials of a binomial, the time or population behind
 * a count, 1 for every other family.
 */
public interface Family {

  /** Name on the command line and in model files. */
  String id();

  /** Number of linear predictors q of an expert. */
  int predictors();

  /** Whether an expert has a dispersion of its own; if not, every one given here is ignored. */
  default boolean hasDispersion() {
    return false;
  }

  /** Names of the classes, of which a response is the number from 0; empty for other families. */
  default List<String> classes() {
    return List.of();
  }

  /** Whether responses are whole numbers from 0. */
  default boolean isDiscrete() {
    return true;
  }

  /**
   * log f(y).
   *
   * @param eta linear predictors (length q)
   */
  double logDensity(double[] eta, double dispersion, double y, double exposure);

  /** E[y]; NaN for classes. */
  double mean(double[] eta, double exposure);

  /** First derivative of the mean in eta, at an exposure of one; NaN for classes. */
  default double meanSlope(double[] eta) {
    return Double.NaN;
  }

  /** Second derivative of the mean in eta, at an exposure of one; NaN for classes. */
  default double meanCurvature(double[] eta) {
    return Double.NaN;
  }

  /** Var[y]; NaN for classes. */
  double variance(double[] eta, double dispersion, double exposure);

  /** P(Y &lt;= y); of classes in their order. */
  double cumulative(double[] eta, double dispersion, double y, double exposure);

  /** Probability of each class; of length 0 for other families. */
  default double[] classProbabilities(double[] eta) {
    return new double[0];
  }

  /** Largest response that an exposure allows; infinite where there is none. */
  double largest(double exposure);

  /** KL(l||k) of the distributions at two sets of predictors, in nats, at an exposure of one. */
  double kullbackLeibler(double[] etaL, double dispersionL, double[] etaK, double dispersionK);

  /**
   * Checks a response.
   *
   * @throws IllegalArgumentException that says what it should be
   */
  void requireResponse(double y, double exposure);
}
