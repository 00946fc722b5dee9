package org.dmoe.transport.plan;

import org.dmoe.data.SupportingSample;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.Scorer;

/**
 * Where the plan sends the mass of each expert of one local model, of the experts of a global one:
 * for each point to the cheapest there, or, component-wise, to the one that is cheapest over all
 * (arXiv 2312.09877). For pictures and counts of few models, row by row.
 */
public final class PlanShares {

  private final Scorer local;
  private final Scorer global;
  private final RowCosts rowCosts;

  /** Masses sent (K_local x K), and costs weighted with the mass. */
  private final double[][] sent;

  private final double[][] costs;

  private PlanShares(MixtureOfExperts from, MixtureOfExperts to, ExpertCost cost) {
    local = Scorer.of(from);
    global = Scorer.of(to);
    rowCosts = RowCosts.of(from, to, cost);
    sent = new double[from.size()][to.size()];
    costs = new double[from.size()][to.size()];
  }

  /**
   * Shares of each local expert's mass that go to each global expert (K_local x K), rows summing to
   * one; all zero for an expert without mass.
   *
   * @param support of the models' covariates, in their order
   */
  public static double[][] of(
      MixtureOfExperts local,
      MixtureOfExperts global,
      SupportingSample support,
      CostKind cost,
      PlanKind plan) {
    PlanShares shares = new PlanShares(local, global, ExpertCost.of(cost));
    for (int s = 0; s < support.size(); s++) {
      shares.add(support.row(s));
    }
    return plan == PlanKind.POINTWISE ? shares.pointwise() : shares.componentWise();
  }

  /**
   * Whether each local expert goes to a global one of its own, component-wise, and none is left
   * without.
   */
  public static boolean isOneToOne(
      MixtureOfExperts local, MixtureOfExperts global, SupportingSample support, CostKind cost) {
    if (local.size() != global.size()) {
      return false;
    }
    boolean[] taken = new boolean[global.size()];
    for (double[] row : of(local, global, support, cost, PlanKind.COMPONENT)) {
      int to = 0;
      for (int k = 1; k < row.length; k++) {
        to = row[k] > row[to] ? k : to;
      }
      if (!(row[to] > 0) || taken[to]) {
        return false;
      }
      taken[to] = true;
    }
    return true;
  }

  private void add(double[] x) {
    local.at(x);
    global.at(x);
    rowCosts.at(x);
    for (int l = 0; l < sent.length; l++) {
      double mass = local.probability(l);
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < costs[0].length; k++) {
        double cost = rowCosts.of(l, k, local, global);
        costs[l][k] += mass * cost;
        if (cost < least) {
          least = cost;
          best = k;
        }
      }
      sent[l][best] += mass;
    }
  }

  private double[][] pointwise() {
    double[][] shares = new double[sent.length][costs[0].length];
    for (int l = 0; l < sent.length; l++) {
      double mass = mass(l);
      for (int k = 0; k < costs[0].length && mass > 0; k++) {
        shares[l][k] = sent[l][k] / mass;
      }
    }
    return shares;
  }

  private double[][] componentWise() {
    double[][] shares = new double[sent.length][costs[0].length];
    for (int l = 0; l < sent.length; l++) {
      int best = 0;
      for (int k = 1; k < costs[0].length; k++) {
        best = costs[l][k] < costs[l][best] ? k : best;
      }
      shares[l][best] = mass(l) > 0 ? 1 : 0;
    }
    return shares;
  }

  private double mass(int l) {
    double mass = 0;
    for (double part : sent[l]) {
      mass += part;
    }
    return mass;
  }
}
