package org.dmoe.inference;

import org.dmoe.data.SupportingSample;
import org.dmoe.em.likelihood.ParameterLayout;

/** Shares that the gate gives the experts of a sample, with their gradients in the parameters. */
final class ExpertShares {

  private final int rows;
  private final double[] totals;
  private final double[][] gradients;

  private ExpertShares(int rows, ParameterLayout layout) {
    this.rows = rows;
    this.totals = new double[layout.K()];
    this.gradients = new double[layout.K()][layout.size()];
  }

  static ExpertShares of(Outcomes outcomes, ParameterLayout layout, SupportingSample support) {
    ExpertShares shares = new ExpertShares(support.size(), layout);
    for (int s = 0; s < support.size(); s++) {
      double[] x = support.row(s);
      outcomes.at(x);
      shares.add(outcomes, layout, x);
    }
    return shares;
  }

  private void add(Outcomes outcomes, ParameterLayout layout, double[] x) {
    for (int k = 0; k < layout.K(); k++) {
      double pi = outcomes.probability(k);
      totals[k] += pi;
      for (int l = 0; l < layout.K() - 1; l++) {
        double change = pi * ((l == k ? 1 : 0) - outcomes.probability(l));
        EffectSums.add(gradients[k], layout.gate(l), change, x);
      }
    }
  }

  /** sum_i pi_k(x_i). */
  double total(int k) {
    return totals[k];
  }

  /** Of {@link #total}. */
  double[] gradient(int k) {
    return gradients[k];
  }

  /** Of a row. */
  double average(int k) {
    return totals[k] / rows;
  }
}
