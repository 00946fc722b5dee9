package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * Average marginal effects on the mean m(x) = sum_k pi_k(x) mu_k(x), by the delta method with the
 * supporting sample held fixed: of a number, the average of dm/dx_j; of a level, of m at it minus m
 * at the reference, all else as it is.
 */
public final class MarginalEffects {

  /** Of an expert that no row has. */
  private static final double NO_SHARE = 1e-6;

  private final Inference inference;
  private final ParameterLayout layout;
  private final SupportingSample support;
  private final Scorer scorer;

  /** The average effect of the term at hand, and its gradient in the parameters. */
  private double effect;

  private double[] gradient;

  /** Of the experts, on average over the sample. */
  private final double[] share;

  private MarginalEffects(Inference inference, SupportingSample support) {
    this.inference = inference;
    this.layout = inference.layout();
    this.support = support;
    this.scorer = Scorer.of(inference.model());
    this.share = ExpertProfile.of(inference.model(), support).shares();
  }

  /**
   * One for each covariate, in their order.
   *
   * @throws IllegalArgumentException if the sample has another number of covariates, or the
   *     response is a class
   */
  public static List<Effect> of(Inference inference, SupportingSample support) {
    requireMean(inference.model());
    int d = inference.layout().p() - 1;
    if (support.dimension() != d) {
      throw new IllegalArgumentException(
          "the supporting sample has %d covariates, the model %d"
              .formatted(support.dimension(), d));
    }
    MarginalEffects effects = new MarginalEffects(inference, support);
    List<Effect> all = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      all.add(effects.of(j));
    }
    return all;
  }

  /** Classes have no mean. */
  static void requireMean(MixtureOfExperts model) {
    if (!model.family().classes().isEmpty()) {
      throw new IllegalArgumentException("classes have no mean that covariates could change");
    }
  }

  private Effect of(int j) {
    Term term = inference.terms().get(j + 1);
    effect = 0;
    gradient = new double[layout.size()];
    boolean[] levels = levelsOf(term);
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      if (term.isLevel()) {
        for (int i = 0; i < x.length; i++) {
          x[i] = levels[i] ? 0 : x[i];
        }
        addMean(x, -1);
        x[j] = 1;
        addMean(x, 1);
      } else {
        addDerivative(x, j);
      }
    }
    effect /= support.size();
    VectorMath.addScaled(gradient, gradient, 1.0 / support.size() - 1, gradient.length);
    return new Effect(term, overall(j), within(j));
  }

  /** The covariates of the same column. */
  private boolean[] levelsOf(Term term) {
    boolean[] levels = new boolean[layout.p() - 1];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = inference.terms().get(i + 1).column().equals(term.column());
    }
    return levels;
  }

  /** The rows of the sample are like those of the data: what they say of m(x) is determined. */
  private Estimate overall(int j) {
    if (!isIdentified(j)) {
      return Estimate.without(effect, Estimate.NOT_IDENTIFIED);
    }
    Contrast slope = new Contrast(IntStream.range(0, gradient.length).toArray(), gradient);
    return Estimate.of(
        effect,
        slope.standardError(inference.covariance()),
        inference.reference(),
        inference.level());
  }

  /** Whether the slopes of all experts that any row has are determined. */
  private boolean isIdentified(int j) {
    ParameterCovariance covariance = inference.covariance();
    boolean identified = true;
    for (int k = 0; k < layout.K(); k++) {
      boolean slopes =
          covariance.identifies(layout.mean(k) + j + 1)
              && (k == layout.K() - 1 || covariance.identifies(layout.gate(k) + j + 1));
      identified &= slopes || share[k] < NO_SHARE;
    }
    return identified;
  }

  private List<Estimate> within(int j) {
    List<Estimate> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      experts.add(
          layout.design().expertsHave(j + 1)
              ? inference.estimate(Contrast.of(layout.mean(k) + j + 1))
              : Estimate.without(0, "not in the experts"));
    }
    return experts;
  }

  /** Adds m(x) times a sign, and its gradient. */
  private void addMean(double[] x, double sign) {
    scorer.at(x);
    double mean = scorer.mean();
    effect += sign * mean;
    for (int k = 0; k < layout.K(); k++) {
      double pi = scorer.probability(k);
      add(layout.mean(k), sign * pi * scorer.expertSlope(k), x);
      if (k < layout.K() - 1) {
        add(layout.gate(k), sign * pi * (scorer.expertMean(k) - mean), x);
      }
    }
  }

  /**
   * Adds dm/dx_j = sum_k pi_k (mu_k' b_k + (a_k - abar) mu_k) for slopes b_k and gates' slopes a_k,
   * and its gradient.
   */
  private void addDerivative(double[] x, int j) {
    scorer.at(x);
    double mean = scorer.mean();
    double gateMean = 0;
    double total = 0;
    for (int k = 0; k < layout.K(); k++) {
      gateMean += scorer.probability(k) * gateSlope(k, j);
      total += scorer.probability(k) * part(k, j);
    }
    effect += total - gateMean * mean;
    for (int k = 0; k < layout.K(); k++) {
      double pi = scorer.probability(k);
      double a = gateSlope(k, j) - gateMean;
      double slope = scorer.expertSlope(k);
      double bend = scorer.expertCurvature(k) * inference.theta()[layout.mean(k) + j + 1];
      gradient[layout.mean(k) + j + 1] += pi * slope;
      add(layout.mean(k), pi * (a * slope + bend), x);
      if (k < layout.K() - 1) {
        double about = scorer.expertMean(k) - mean;
        gradient[layout.gate(k) + j + 1] += pi * about;
        add(layout.gate(k), pi * (part(k, j) - total - a * mean - gateMean * about), x);
      }
    }
  }

  /** mu_k' b_k + a_k mu_k. */
  private double part(int k, int j) {
    double slope = inference.theta()[layout.mean(k) + j + 1];
    return scorer.expertSlope(k) * slope + gateSlope(k, j) * scorer.expertMean(k);
  }

  private double gateSlope(int k, int j) {
    return k < layout.K() - 1 ? inference.theta()[layout.gate(k) + j + 1] : 0;
  }

  /** Adds factor (1, x) from a place of the gradient on. */
  private void add(int at, double factor, double[] x) {
    gradient[at] += factor;
    for (int i = 0; i < x.length; i++) {
      gradient[at + 1 + i] += factor * x[i];
    }
  }
}
