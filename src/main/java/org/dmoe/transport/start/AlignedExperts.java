package org.dmoe.transport.start;

import java.util.Arrays;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.model.Expert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.Undetermined;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.plan.ComponentPlan;
import org.dmoe.transport.plan.ExpertCost;
import org.dmoe.transport.plan.KullbackLeiblerCost;
import org.dmoe.transport.plan.ReductionContext;

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

  public static AlignedExperts of(ReductionContext context, GlobalExperts reference) {
    AmbientMixture ambient = context.ambient();
    double[] gram = context.supportGram();
    int[][] matches = new int[ambient.machines()][];
    for (int m = 0; m < matches.length; m++) {
      double[][] costs =
          context.canonical().isPresent()
              ? ofMachine(ambient, context.costs(reference), m)
              : costs(ambient, gram, reference, m);
      matches[m] = Matching.leastCost(costs);
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
    int p = ambient.support().columns();
    int q = ambient.family().predictors();
    double total = 0;
    CoefficientAverage[] predictors = new CoefficientAverage[q];
    Arrays.setAll(predictors, c -> new CoefficientAverage(p));
    for (int m = 0; m < matches.length; m++) {
      if (matches[m][k] >= 0) {
        LocalModel local = ambient.model(m);
        Expert expert = local.mixture().linearExpert(matches[m][k]);
        total += ambient.share(m);
        variance[k] += ambient.share(m) * expert.dispersion();
        double[][] coefficients = expert.coefficients();
        Undetermined unknown = local.undetermined().within(ambient.design()::expertsHave);
        for (int c = 0; c < q; c++) {
          predictors[c].add(ambient.share(m), coefficients[c], unknown);
        }
      }
    }
    if (predictors[0].isEmpty()) {
      beta[k] = reference.beta()[k].clone();
      variance[k] = reference.variance()[k];
      return;
    }
    beta[k] = new double[q * p];
    for (int c = 0; c < q; c++) {
      double[] standardised = ambient.support().standardise(predictors[c].result());
      System.arraycopy(standardised, 0, beta[k], c * p, p);
    }
    variance[k] /= total;
  }

  /** Costs of all local experts (L x K) as those of a machine (K x K_m). */
  private static double[][] ofMachine(AmbientMixture ambient, double[][] all, int m) {
    int own = ambient.first(m + 1) - ambient.first(m);
    double[][] costs = new double[all[0].length][own];
    for (int k = 0; k < costs.length; k++) {
      for (int j = 0; j < own; j++) {
        costs[k][j] = all[ambient.first(m) + j][k];
      }
    }
    return costs;
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
