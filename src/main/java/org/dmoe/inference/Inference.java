package org.dmoe.inference;

import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.dmoe.data.FeatureColumn;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.Parameters;

/** A mixture with the covariance of its parameters: what tables and tests are made of. */
public final class Inference {

  private final MixtureOfExperts model;
  private final ParameterLayout layout;
  private final double[] theta;
  private final List<FeatureColumn> columns;
  private final List<Term> terms;
  private final ParameterCovariance covariance;
  private final double level;

  private Inference(
      MixtureOfExperts model,
      List<FeatureColumn> columns,
      ParameterCovariance covariance,
      double level) {
    this.model = model;
    this.layout = Parameters.layout(model);
    this.theta = Parameters.of(model);
    this.columns = List.copyOf(columns);
    this.terms = Term.of(columns);
    this.covariance = covariance;
    this.level = level;
  }

  /**
   * @param columns of which the d covariates are made
   * @param level of intervals, in (0, 1)
   * @throws IllegalArgumentException if sizes do not fit or the level is out of range
   */
  public static Inference of(
      MixtureOfExperts model,
      List<FeatureColumn> columns,
      ParameterCovariance covariance,
      double level) {
    Objects.requireNonNull(covariance, "covariance");
    requireLevel(level);
    Inference inference = new Inference(model, columns, covariance, level);
    if (covariance.size() != inference.layout.size()
        || inference.terms.size() != inference.layout.p()) {
      throw new IllegalArgumentException(
          "a model of %d parameters and %d terms, a covariance of %d, %d terms"
              .formatted(
                  inference.layout.size(),
                  inference.layout.p(),
                  covariance.size(),
                  inference.terms.size()));
    }
    return inference;
  }

  /**
   * @throws IllegalArgumentException with what to give instead
   */
  public static void requireLevel(double level) {
    if (level > 0 && level < 1) {
      return;
    }
    String instead =
        level > 1 && level < 100
            ? "give %s".formatted(level / 100)
            : "give a number between 0 and 1";
    String given = level == Math.rint(level) ? Long.toString((long) level) : Double.toString(level);
    throw new IllegalArgumentException("--level %s: %s".formatted(given, instead));
  }

  public MixtureOfExperts model() {
    return model;
  }

  ParameterLayout layout() {
    return layout;
  }

  /**
   * What effects are on, for a heading.
   *
   * @param response its name
   */
  public String subject(String response) {
    return model.family().classes().isEmpty()
        ? "the mean of " + response
        : "the probability of each class of " + response;
  }

  /** Parameters in users' units; the storage itself. */
  double[] theta() {
    return theta;
  }

  /** Of which the covariates are made. */
  public List<FeatureColumn> columns() {
    return columns;
  }

  /** The p terms. */
  List<Term> terms() {
    return terms;
  }

  public ParameterCovariance covariance() {
    return covariance;
  }

  /** Of intervals. */
  public double level() {
    return level;
  }

  ContinuousDistribution reference() {
    return Distributions.ofRatio(covariance.degreesOfFreedom());
  }

  Estimate estimate(Contrast contrast) {
    double value = contrast.of(theta);
    return contrast.isIdentified(covariance)
        ? Estimate.of(value, contrast.standardError(covariance), reference(), level)
        : Estimate.without(value, Estimate.NOT_IDENTIFIED);
  }
}
