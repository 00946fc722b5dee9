package org.dmoe.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.data.SupportingSample;
import org.dmoe.em.likelihood.ParameterLayout;

/**
 * Average marginal effects on the mean m(x) = sum_k pi_k(x) mu_k(x), or on the probability of each
 * class, by the delta method with the supporting sample held fixed: of a number, the average of
 * dm/dx_j; of a level, of m at it minus m at the reference, all else as it is. Within expert k the
 * same of mu_k, averaged with weights pi_k(x): over the rows to which the expert applies.
 */
public final class MarginalEffects {

  /** Of an expert that no row has. */
  private static final double NO_SHARE = 1e-6;

  private final Inference inference;
  private final ParameterLayout layout;
  private final SupportingSample support;
  private final Outcomes outcomes;
  private final ExpertShares shares;

  /** Whether effects within experts are more than their coefficients. */
  private final boolean curved;

  private MarginalEffects(Inference inference, SupportingSample support) {
    this.inference = inference;
    this.layout = inference.layout();
    this.support = support;
    this.outcomes = Outcomes.of(inference.model());
    this.shares = ExpertShares.of(outcomes, layout, support);
    this.curved = !layout.dispersions();
  }

  /**
   * For each covariate, in their order, one, or one for each class.
   *
   * @throws IllegalArgumentException if the sample has another number of covariates
   */
  public static List<Effect> of(Inference inference, SupportingSample support) {
    int d = inference.layout().p() - 1;
    if (support.dimension() != d) {
      throw new IllegalArgumentException(
          "the supporting sample has %d covariates, the model %d"
              .formatted(support.dimension(), d));
    }
    MarginalEffects effects = new MarginalEffects(inference, support);
    List<Effect> all = new ArrayList<>();
    for (int j = 0; j < d; j++) {
      all.addAll(effects.of(j));
    }
    return all;
  }

  private List<Effect> of(int j) {
    Term term = inference.terms().get(j + 1);
    List<String> names = outcomes.names();
    List<EffectSums> sums = new ArrayList<>();
    for (int o = 0; o < names.size(); o++) {
      sums.add(new EffectSums(inference, outcomes, o, j + 1, curved));
    }
    boolean[] levels = levelsOf(term);
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      outcomes.at(x);
      double[] pi = IntStream.range(0, layout.K()).mapToDouble(outcomes::probability).toArray();
      if (term.isLevel()) {
        addDifference(j, levels, x, pi, sums);
      } else {
        sums.forEach(sum -> sum.addDerivative(x, pi));
      }
    }
    List<Effect> effects = new ArrayList<>();
    for (int o = 0; o < names.size(); o++) {
      EffectSums sum = sums.get(o);
      effects.add(new Effect(term, names.get(o), overall(j, sum), within(j, sum)));
    }
    return effects;
  }

  /** Of level j against the reference. */
  private void addDifference(
      int j, boolean[] levels, double[] x, double[] pi, List<EffectSums> sums) {
    double[] point = x.clone();
    for (int i = 0; i < point.length; i++) {
      point[i] = levels[i] ? 0 : point[i];
    }
    outcomes.at(point);
    sums.forEach(sum -> sum.addValue(-1, point, x, pi));
    point[j] = 1;
    outcomes.at(point);
    sums.forEach(sum -> sum.addValue(1, point, x, pi));
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
  private Estimate overall(int j, EffectSums sums) {
    boolean identified = true;
    for (int k = 0; k < layout.K(); k++) {
      boolean slopes =
          identifiesExpert(k, j)
              && (k == layout.K() - 1 || inference.covariance().identifies(layout.gate(k) + j + 1));
      identified &= slopes || shares.average(k) < NO_SHARE;
    }
    double[] gradient = sums.gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= support.size();
    }
    return estimate(sums.effect() / support.size(), gradient, identified);
  }

  /** Whether the slopes of an expert are determined. */
  private boolean identifiesExpert(int k, int j) {
    return IntStream.range(0, layout.q())
        .map(c -> layout.mean(k) + c * layout.p() + j + 1)
        .allMatch(inference.covariance()::identifies);
  }

  private List<Estimate> within(int j, EffectSums sums) {
    List<Estimate> experts = new ArrayList<>();
    for (int k = 0; k < layout.K(); k++) {
      if (!layout.design().expertsHave(j + 1)) {
        experts.add(Estimate.without(0, "not in the experts"));
      } else if (curved) {
        experts.add(average(k, j, sums));
      } else {
        experts.add(inference.estimate(Contrast.of(layout.mean(k) + j + 1)));
      }
    }
    return experts;
  }

  /** N_k / M_k of sums N_k = sum_i pi_k v_k and M_k = sum_i pi_k, with its gradient. */
  private Estimate average(int k, int j, EffectSums sums) {
    double value = sums.within(k) / shares.total(k);
    double[] gradient = sums.withinGradient(k).clone();
    double[] ofShares = shares.gradient(k);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (gradient[i] - value * ofShares[i]) / shares.total(k);
    }
    boolean identified = identifiesExpert(k, j) && shares.average(k) >= NO_SHARE;
    return estimate(value, gradient, identified);
  }

  private Estimate estimate(double value, double[] gradient, boolean identified) {
    if (!identified) {
      return Estimate.without(value, Estimate.NOT_IDENTIFIED);
    }
    Contrast slope = new Contrast(IntStream.range(0, gradient.length).toArray(), gradient);
    return Estimate.of(
        value,
        slope.standardError(inference.covariance()),
        inference.reference(),
        inference.level());
  }
}
