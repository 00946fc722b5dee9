package org.dmoe.refine;

import java.util.Optional;
import org.dmoe.em.FitOptions;
import org.dmoe.em.family.FamilyLayout;
import org.dmoe.em.family.FamilyPenalty;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.likelihood.RidgePenalty;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Noise;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Family;

/**
 * The penalised log-likelihood of all rows at one mixture, with its derivatives, in the frame of
 * all rows: the objective of a fit of all rows in one place.
 */
final class PooledObjective {

  private final PassSums sums;
  private final ParameterLayout layout;
  private final double[] theta;
  private final Family family;
  private final RidgePenalty penalty;
  private final double value;
  private final double[] gradient;
  private final double[] information;

  PooledObjective(MixtureOfExperts model, PassSums pooled, RefinementOptions options) {
    this.sums = pooled.in(Frame.ofStatistics(pooled.statistics(), model.design()));
    this.layout = Parameters.layout(model).withNoise(nextNoise(model));
    this.family = model.family();
    this.theta = sums.frame().toFrame(Parameters.of(model), layout);
    this.penalty = penalty(options, layout);
    this.value = sums.logLikelihood() - penalty.value(theta);
    this.gradient = sums.gradient().clone();
    penalty.subtractGradient(theta, gradient);
    layout.clear(gradient);
    this.information = LowerHalf.unpack(sums.information(), layout.size());
    penalty.addGateCurvature(information, layout.size());
    for (int k = 0; k < layout.K(); k++) {
      penalty.addExpertCurvature(information, layout.size(), layout.mean(k), 1);
    }
  }

  /** An EM step of the share, which all models after this one have. */
  private Optional<Noise> nextNoise(MixtureOfExperts model) {
    double genuine = Shares.total(sums.statistics()).mass() / sums.weight();
    return model.noise().map(noise -> noise.withShare(1 - genuine));
  }

  /** As a fit has it: weights below one do not leave the penalty alone. */
  private RidgePenalty penalty(RefinementOptions options, ParameterLayout layout) {
    if (family instanceof CanonicalFamily canonical) {
      return penalty(options, canonical);
    }
    FitOptions.Builder fit = FitOptions.builder(layout.K()).expertRidge(options.expertRidge());
    options.gateRidge().ifPresent(fit::gateRidge);
    double evidence = Math.max(sums.rows(), sums.weight());
    SearchSettings settings = fit.build().settings(layout, evidence);
    double share = Math.min(1, sums.weight() / sums.rows());
    return new Penalty(layout, share * settings.gateRidge(), share * settings.expertRidge());
  }

  private RidgePenalty penalty(RefinementOptions options, CanonicalFamily canonical) {
    double share = Math.min(1, sums.weight() / sums.rows());
    double gateRidge = options.gateRidge().orElse(canonical.gateRidge());
    return new FamilyPenalty(
        new FamilyLayout(layout.p(), layout.K(), layout.q(), layout.design()),
        canonical,
        share * gateRidge,
        share * options.expertRidge());
  }

  /**
   * Twice what the log-likelihood may still gain by the share of noise: the second derivative in it
   * is at most that of known labels, n / (e (1 - e)).
   */
  double promiseOfNoise(MixtureOfExperts model) {
    if (model.noise().isEmpty()) {
      return 0;
    }
    double share = model.noise().get().share();
    double change = layout.design().noise().orElseThrow().share() - share;
    return sums.weight() * change * change / (share * (1 - share));
  }

  /** In the frame of all rows. */
  PassSums sums() {
    return sums;
  }

  Family family() {
    return family;
  }

  ParameterLayout layout() {
    return layout;
  }

  RidgePenalty penalty() {
    return penalty;
  }

  /** What the penalty takes from the log-likelihood of a model of as many experts. */
  double penaltyOf(MixtureOfExperts model) {
    return penalty.value(sums.frame().toFrame(Parameters.of(model), layout()));
  }

  double value() {
    return value;
  }

  double[] theta() {
    return theta.clone();
  }

  double[] gradient() {
    return gradient.clone();
  }

  /** nu x nu, row-major. */
  double[] information() {
    return information.clone();
  }

  /** Rate at which the value changes along a difference of parameters in users' units. */
  double slope(double[] from, double[] to) {
    double[] a = sums.frame().toFrame(from, layout());
    double[] b = sums.frame().toFrame(to, layout());
    VectorMath.subtract(b, b, a, b.length);
    return VectorMath.dot(gradient, b);
  }

  /**
   * Log variances at their floor that would go below it, parameters that nothing depends on, and
   * those that the design has not.
   */
  boolean[] fixed() {
    int nu = layout().size();
    boolean[] fixed = new boolean[nu];
    for (int j = 0; j < nu; j++) {
      fixed[j] = !layout.isFree(j) || (information[j * nu + j] == 0 && gradient[j] == 0);
    }
    for (int k = 0; layout.dispersions() && k < layout().K(); k++) {
      int at = layout().logVariance(k);
      fixed[at] |= theta[at] <= PenalisedLikelihood.LOG_VARIANCE_FLOOR && varianceSlope(k) < 0;
    }
    return fixed;
  }

  /** Of a log variance; of one that all experts share, the sum of theirs. */
  private double varianceSlope(int k) {
    double sum = 0;
    boolean all = layout.design().hasEqualVariance();
    for (int l = all ? 0 : k; l < (all ? layout.K() : k + 1); l++) {
      sum += gradient[layout.logVariance(l)];
    }
    return sum;
  }

  /** Log variances that went below their floor, put back on it; one that was below stays. */
  void project(double[] trial) {
    for (int k = 0; layout.dispersions() && k < layout().K(); k++) {
      int at = layout().logVariance(k);
      double floor = Math.min(PenalisedLikelihood.LOG_VARIANCE_FLOOR, theta[at]);
      trial[at] = Math.max(trial[at], floor);
    }
  }
}
