package org.dmoe.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Softmax;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;

/**
 * A mixture of K experts of one family over d covariates: f(y|x) = sum_k pi_k(x) phi_k(y|x), with
 * Gaussian experts phi_k(y|x) = N(y; beta_k' (1, x), sigma_k^2).
 */
public final class MixtureOfExperts {

  private final SoftmaxGate gate;
  private final Family family;

  /** Of the Gaussian family; empty for another one. */
  private final List<GaussianExpert> experts;

  /** The same of any family. */
  private final List<Expert> all;

  private final Design design;

  private MixtureOfExperts(
      Family family,
      SoftmaxGate gate,
      List<GaussianExpert> experts,
      List<Expert> all,
      Design design) {
    this.family = family;
    this.gate = gate;
    this.all = all;
    this.experts = experts;
    this.design = design;
  }

  /**
   * The mixture whose gate and experts have all covariates.
   *
   * @throws IllegalArgumentException if the numbers of gates and experts or their dimensions differ
   */
  public static MixtureOfExperts of(SoftmaxGate gate, List<GaussianExpert> experts) {
    return of(Gaussian.INSTANCE, gate, experts);
  }

  /**
   * The mixture of a family whose gate and experts have all covariates.
   *
   * @param experts those of the Gaussian family are {@link GaussianExpert}s
   * @throws IllegalArgumentException if the numbers of gates and experts or their dimensions
   *     differ, or an expert is none of the family
   */
  public static MixtureOfExperts of(
      Family family, SoftmaxGate gate, List<? extends Expert> experts) {
    if (gate.experts() != experts.size()) {
      throw new IllegalArgumentException(
          "there are " + experts.size() + " experts and " + gate.experts() + " gates");
    }
    for (int k = 0; k < experts.size(); k++) {
      requireOf(family, gate.dimension(), experts.get(k), k);
    }
    return of(family, gate, List.copyOf(experts), Design.FULL);
  }

  private static void requireOf(Family family, int dimension, Expert expert, int k) {
    if (expert.dimension() != dimension) {
      throw new IllegalArgumentException(
          "expert %d has %d coefficients, its gate has %d"
              .formatted(k, expert.dimension(), dimension));
    }
    if (expert.predictors() != family.predictors()) {
      throw new IllegalArgumentException(
          "expert %d has %d linear predictors, family %s has %d"
              .formatted(k, expert.predictors(), family.id(), family.predictors()));
    }
    if (expert instanceof GaussianExpert != family.hasDispersion()) {
      throw new IllegalArgumentException("expert %d is not of family %s".formatted(k, family.id()));
    }
  }

  private static MixtureOfExperts of(
      Family family, SoftmaxGate gate, List<Expert> all, Design design) {
    List<GaussianExpert> gaussian =
        all.stream()
            .filter(GaussianExpert.class::isInstance)
            .map(GaussianExpert.class::cast)
            .toList();
    return new MixtureOfExperts(family, gate, gaussian, all, design);
  }

  /**
   * The same mixture as one of a design.
   *
   * @throws IllegalArgumentException if a coefficient that the design has not is not zero, or
   *     parameters that all experts share differ
   */
  public MixtureOfExperts withDesign(Design other) {
    SharedParameters.requireEqual(all, other);
    MixtureOfExperts restricted = masked(other);
    if (!restricted.gate.equals(gate) || !restricted.all.equals(all)) {
      throw new IllegalArgumentException(
          "a coefficient is not zero though neither formula nor features have it there");
    }
    return restricted;
  }

  /**
   * The mixture with zeros where a design has no coefficients, and with the experts' mean of those
   * that all are to share.
   */
  public MixtureOfExperts restrictedTo(Design other) {
    MixtureOfExperts masked = masked(other);
    return other.isShared() && size() > 1
        ? of(family, masked.gate, SharedParameters.averaged(masked.all, other), other)
        : masked;
  }

  private MixtureOfExperts masked(Design other) {
    other.requireDimension(dimension());
    if (other.isFull()) {
      return design.equals(other) ? this : new MixtureOfExperts(family, gate, experts, all, other);
    }
    return of(family, DesignMask.of(gate, other), DesignMask.of(all, other), other);
  }

  /** The same experts, with that noise beside them or none. */
  public MixtureOfExperts withNoise(Optional<Noise> noise) {
    Design other = design.withNoise(noise);
    return other.equals(design) ? this : new MixtureOfExperts(family, gate, experts, all, other);
  }

  /** What makes the rows that no expert makes; predictions leave it out. */
  public Optional<Noise> noise() {
    return design.noise();
  }

  /** Which coefficients the gate and the experts have. */
  public Design design() {
    return design;
  }

  /** What the response is given an expert. */
  public Family family() {
    return family;
  }

  /** Number of experts K. */
  public int size() {
    return all.size();
  }

  /** Number of covariates d. */
  public int dimension() {
    return gate.dimension();
  }

  /**
   * Number of free parameters: of the full design (K-1) (d+1) of the gate, K q (d+1) of experts,
   * and their K dispersions.
   */
  public int freeParameters() {
    return design.freeParameters(
        dimension() + 1, size(), family.predictors(), family.hasDispersion());
  }

  public SoftmaxGate gate() {
    return gate;
  }

  /**
   * The experts of a Gaussian mixture.
   *
   * @throws IllegalStateException if it is one of another family
   */
  public List<GaussianExpert> experts() {
    requireGaussian();
    return experts;
  }

  /**
   * Expert k of a Gaussian mixture.
   *
   * @throws IllegalStateException if it is one of another family
   */
  public GaussianExpert expert(int k) {
    requireGaussian();
    return experts.get(k);
  }

  private void requireGaussian() {
    if (family != Gaussian.INSTANCE) {
      throw new IllegalStateException("experts of family " + family.id() + " are not Gaussian");
    }
  }

  /** The experts of any family. */
  public List<Expert> linearExperts() {
    return all;
  }

  /** Expert k of any family. */
  public Expert linearExpert(int k) {
    return all.get(k);
  }

  /** log f(y|x), at an exposure of one. */
  public double logDensity(double[] x, double y) {
    return logDensity(x, y, 1);
  }

  /** log f(y|x), noise included. */
  public double logDensity(double[] x, double y, double exposure) {
    double ofExperts = Softmax.logSumExp(logJoint(x, y, exposure));
    return noise().map(u -> u.logMixed(ofExperts, y)).orElse(ofExperts);
  }

  /**
   * Posterior probability of each expert given x and y (length K), at an exposure of one, if one of
   * them made the row.
   */
  public double[] responsibilities(double[] x, double y) {
    return responsibilities(x, y, 1);
  }

  /** Posterior probability of each expert given x and y (length K), if one made the row. */
  public double[] responsibilities(double[] x, double y, double exposure) {
    double[] joint = logJoint(x, y, exposure);
    double norm = Softmax.logSumExp(joint);
    for (int k = 0; k < joint.length; k++) {
      joint[k] = PortableMath.exp(joint[k] - norm);
    }
    return joint;
  }

  /** E[y|x] = sum_k pi_k(x) m_k(x), at an exposure of one; NaN for classes. */
  public double mean(double[] x) {
    return new ResponseMoments(this).mean(x);
  }

  /**
   * Var[y|x] = sum_k pi_k (sigma_k^2 + (m_k - mean)^2), which loses no digits to cancellation, at
   * an exposure of one; NaN for classes.
   */
  public double variance(double[] x) {
    return new ResponseMoments(this).variance(x);
  }

  /** P(y = c|x) of each class; of length 0 for other families. */
  public double[] classProbabilities(double[] x) {
    return new ResponseMoments(this).classProbabilities(x);
  }

  /**
   * The same mixture with experts in canonical order: by intercept, variance, coefficients; of
   * several predictors, one after another. Without intercepts the first coefficient comes first.
   */
  public MixtureOfExperts canonical() {
    return permuted(CanonicalOrder.of(all, design));
  }

  /** The same mixture in another order: expert k of the result is expert order[k] of this. */
  public MixtureOfExperts permuted(int[] order) {
    List<Expert> reordered = Arrays.stream(order).mapToObj(all::get).toList();
    return of(family, gate.permuted(order), reordered, design);
  }

  private double[] logJoint(double[] x, double y, double exposure) {
    double[] joint = gate.logProbabilities(x);
    for (int k = 0; k < joint.length; k++) {
      joint[k] +=
          family.logDensity(all.get(k).predictorsAt(x), all.get(k).dispersion(), y, exposure);
    }
    return joint;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MixtureOfExperts that
        && family.equals(that.family)
        && gate.equals(that.gate)
        && all.equals(that.all)
        && design.equals(that.design);
  }

  @Override
  public int hashCode() {
    return 31 * gate.hashCode() + all.hashCode();
  }

  @Override
  public String toString() {
    return "MixtureOfExperts[" + gate + ", " + all + "]";
  }
}
