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
    this.curved = !layout.dispersions() || support.raw().isPresent();
  }

  /**
   * For each covariate, in their order, one, or one for each class; where the sample says what a
   * formula made its covariates of, for each of these columns, by the chain rule.
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
    List<ColumnChange> changes =
        support
            .raw()
            .map(rows -> ColumnChange.ofColumns(rows, d))
            .orElseGet(() -> ColumnChange.ofTerms(inference.terms()));
    List<Effect> all = new ArrayList<>();
    changes.forEach(change -> all.addAll(effects.of(change)));
    return all;
  }

  private List<Effect> of(ColumnChange change) {
    List<String> names = outcomes.names();
    List<EffectSums> sums = new ArrayList<>();
    for (int o = 0; o < names.size(); o++) {
      sums.add(new EffectSums(inference, outcomes, o, change.covariates(), curved));
    }
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      outcomes.at(x);
      double[] pi = IntStream.range(0, layout.K()).mapToDouble(outcomes::probability).toArray();
      if (change.term().isLevel()) {
        addDifference(change, s, x, pi, sums);
      } else {
        double[] u = change.derivative(s);
        sums.forEach(sum -> sum.addDerivative(x, u, pi));
      }
    }
    List<Effect> effects = new ArrayList<>();
    for (int o = 0; o < names.size(); o++) {
      EffectSums sum = sums.get(o);
      List<Estimate> within = within(change.covariates(), sum);
      Estimate overall = overall(change.covariates(), sum);
      effects.add(new Effect(change.term(), names.get(o), overall, within));
    }
    return effects;
  }

  /** Of a level against the reference. */
  private void addDifference(
      ColumnChange change, int row, double[] x, double[] pi, List<EffectSums> sums) {
    for (int sign = -1; sign <= 1; sign += 2) {
      double[] point = change.at(row, x, sign < 0);
      int factor = sign;
      outcomes.at(point);
      sums.forEach(sum -> sum.addValue(factor, point, x, pi));
    }
  }

  /** The rows of the sample are like those of the data: what they say of m(x) is determined. */
  private Estimate overall(int[] covariates, EffectSums sums) {
    boolean identified = true;
    for (int k = 0; k < layout.K(); k++) {
      boolean slopes = identifiesExpert(k, covariates) && identifiesGate(k, covariates);
      identified &= slopes || shares.average(k) < NO_SHARE;
    }
    double[] gradient = sums.gradient().clone();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= support.size();
    }
    return estimate(sums.effect() / support.size(), gradient, identified);
  }

  /** Whether the slopes of an expert are determined. */
  private boolean identifiesExpert(int k, int[] covariates) {
    return IntStream.of(covariates)
        .flatMap(j -> places(k, j))
        .allMatch(inference.covariance()::identifies);
  }

  private IntStream places(int k, int j) {
    return IntStream.range(0, layout.q()).map(c -> layout.mean(k) + c * layout.p() + j + 1);
  }

  private boolean identifiesGate(int k, int[] covariates) {
    return k == layout.K() - 1
        || IntStream.of(covariates)
            .map(j -> layout.gate(k) + j + 1)
            .allMatch(inference.covariance()::identifies);
  }

  private List<Estimate> within(int[] covariates, EffectSums sums) {
    List<Estimate> experts = new ArrayList<>();
    boolean had = IntStream.of(covariates).anyMatch(j -> layout.design().expertsHave(j + 1));
    for (int k = 0; k < layout.K(); k++) {
      if (!had) {
        experts.add(Estimate.without(0, "not in the experts"));
      } else if (curved) {
        experts.add(average(k, covariates, sums));
      } else {
        experts.add(inference.estimate(Contrast.of(layout.mean(k) + covariates[0] + 1)));
      }
    }
    return experts;
  }

  /** N_k / M_k of sums N_k = sum_i pi_k v_k and M_k = sum_i pi_k, with its gradient. */
  private Estimate average(int k, int[] covariates, EffectSums sums) {
    double value = sums.within(k) / shares.total(k);
    double[] gradient = sums.withinGradient(k).clone();
    double[] ofShares = shares.gradient(k);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (gradient[i] - value * ofShares[i]) / shares.total(k);
    }
    boolean identified = identifiesExpert(k, covariates) && shares.average(k) >= NO_SHARE;
    return estimate(value, gradient, identified);
  }

  private Estimate estimate(double value, double[] gradient, boolean identified) {
    if (!identified) {
      return Estimate.without(value, Estimate.NOT_IDENTIFIED);
    }
    if (!Double.isFinite(value)) {
      return Estimate.without(value, "a term has no slope at some rows");
    }
    Contrast slope = new Contrast(IntStream.range(0, gradient.length).toArray(), gradient);
    return Estimate.of(
        value,
        slope.standardError(inference.covariance()),
        inference.reference(),
        inference.level());
  }
}
