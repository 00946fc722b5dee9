package org.dmoe.evaluate;

import java.util.List;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Design;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;

/**
 * A number of experts among several, and how well its model describes the training rows.
 *
 * @param experts K of the local models
 * @param dimension d
 * @param rows n of the training data
 * @param logLikelihood l, of all of them under the global model
 * @param entropy of their responsibilities, summed, in nats
 * @param shares of the model's experts; fewer than K where experts became empty
 * @param design of the model
 * @param family of its experts
 */
public record ExpertCandidate(
    int experts,
    int dimension,
    long rows,
    double logLikelihood,
    double entropy,
    List<Double> shares,
    Design design,
    Family family) {

  public ExpertCandidate {
    shares = List.copyOf(shares);
    design.requireDimension(dimension);
  }

  /** Whose gate and experts have all covariates. */
  public ExpertCandidate(
      int experts,
      int dimension,
      long rows,
      double logLikelihood,
      double entropy,
      List<Double> shares) {
    this(experts, dimension, rows, logLikelihood, entropy, shares, Design.FULL, Gaussian.INSTANCE);
  }

  /**
   * @param experts K of the local models
   * @param design of the global model over d covariates
   * @param metrics of it on the training rows
   */
  public static ExpertCandidate of(int experts, int dimension, Design design, Metrics metrics) {
    return of(experts, dimension, design, Gaussian.INSTANCE, metrics);
  }

  /**
   * @param experts K of the local models
   * @param design of the global model over d covariates
   * @param metrics of it on the training rows
   */
  public static ExpertCandidate of(
      int experts, int dimension, Design design, Family family, Metrics metrics) {
    ExpertUse use = metrics.experts();
    return new ExpertCandidate(
        experts,
        dimension,
        metrics.rows(),
        metrics.logLikelihood(),
        metrics.weight() * use.entropy(),
        use.shares(),
        design,
        family);
  }

  /** nu, free parameters of the model. */
  public int parameters() {
    return design.freeParameters(
        dimension + 1, shares.size(), family.predictors(), family.hasDispersion());
  }

  /** The share of the rarest expert. */
  public double smallestShare() {
    return shares.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The smaller, the better. */
  public double value(Criterion criterion) {
    double bic = -2 * logLikelihood + parameters() * PortableMath.log(rows);
    return switch (criterion) {
      case BIC -> bic;
      case AIC -> -2 * logLikelihood + 2.0 * parameters();
      case ICL -> bic + 2 * entropy;
    };
  }
}
