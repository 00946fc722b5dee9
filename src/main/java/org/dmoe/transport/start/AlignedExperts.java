package org.dmoe.transport.start;

import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ComponentPlan;
import org.dmoe.transport.plan.ExpertCost;
import org.dmoe.transport.plan.KullbackLeiblerCost;

/**
 * Local experts matched to the experts of a reference by the assignment of least summed E_x
 * KL(local || reference), E_x being the plain mean over the support.
 */
public final class AlignedExperts {

  private static final ExpertCost KL = new KullbackLeiblerCost();

  private final AmbientMixture ambient;
  private final GlobalExperts reference;
  private final int[][] matches;

  private AlignedExperts(AmbientMixture ambient, GlobalExperts reference, int[][] matches) {
    this.ambient = ambient;
    this.reference = reference;
    this.matches = matches;
  }

  /**
   * @param gram packed mean_s x~_s x~_s' of the support
   */
  public static AlignedExperts of(AmbientMixture ambient, double[] gram, GlobalExperts reference) {
    int[][] matches = new int[ambient.machines()][];
    for (int m = 0; m < matches.length; m++) {
      matches[m] = Matching.leastCost(costs(ambient, gram, reference, m));
    }
    return new AlignedExperts(ambient, reference, matches);
  }

  /** For each expert of the reference the matched expert of machine m, or -1. */
  public int[] match(int m) {
    return matches[m].clone();
  }

  /** Averages of matched experts' parameters, weighted by lambda_m. */
  public GlobalExperts average() {
    int K = reference.size();
    double[][] beta = new double[K][];
    double[] variance = new double[K];
    for (int k = 0; k < K; k++) {
      average(k, beta, variance);
    }
    return new GlobalExperts(beta, variance);
  }

  private void average(int k, double[][] beta, double[] variance) {
    double total = 0;
    CoefficientAverage coefficients = new CoefficientAverage(ambient.support().columns());
    for (int m = 0; m < matches.length; m++) {
      if (matches[m][k] >= 0) {
        LocalModel local = ambient.model(m);
        GaussianExpert expert = local.mixture().expert(matches[m][k]);
        total += ambient.share(m);
        variance[k] += ambient.share(m) * expert.variance();
        coefficients.add(
            ambient.share(m),
            expert.beta(),
            local.undetermined().within(ambient.design()::expertsHave));
      }
    }
    if (coefficients.isEmpty()) {
      beta[k] = reference.beta()[k].clone();
      variance[k] = reference.variance()[k];
    } else {
      beta[k] = ambient.support().standardise(coefficients.result());
      variance[k] /= total;
    }
  }

  private static double[][] costs(
      AmbientMixture ambient, double[] gram, GlobalExperts reference, int m) {
    int own = ambient.first(m + 1) - ambient.first(m);
    double[][] costs = new double[reference.size()][own];
    for (int k = 0; k < reference.size(); k++) {
      for (int j = 0; j < own; j++) {
        int l = ambient.first(m) + j;
        double[] difference = ComponentPlan.minus(ambient.beta(l), reference.beta()[k]);
        double variance = reference.variance()[k];
        costs[k][j] =
            KL.offset(ambient.variance(l), variance)
                + KL.slope(variance) * PackedSymmetric.quadraticForm(gram, difference);
      }
    }
    return costs;
  }
}
