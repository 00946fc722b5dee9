package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.ambient.Workers;

/**
 * The global expert is chosen anew at every x: P_lk(x) = pi^_l(x) where k = argmin_k c(l, k, x).
 * Nothing of size L x S is kept; a pass accumulates, for each global expert and row, the mass and
 * the first two moments of the local means about the global expert's own.
 */
public final class PointwisePlan implements TransportPlan {

  /** Share of all mass below which an expert counts as empty. */
  private static final double NO_MASS = 1e-12;

  private final AmbientMixture ambient;
  private final StandardisedSupport support;
  private final ExpertCost cost;
  private final Workers workers;
  private final PointwiseSums[] sums;
  private GlobalExperts coupled;
  private GlobalExperts experts;

  public PointwisePlan(AmbientMixture ambient, ExpertCost cost, Workers workers) {
    this.ambient = ambient;
    this.support = ambient.support();
    this.cost = cost;
    this.workers = workers;
    this.sums = new PointwiseSums[support.blockCount()];
  }

  @Override
  public double couple(GlobalExperts global) {
    coupled = global;
    experts = global;
    PointwiseCosts costs = new PointwiseCosts(ambient, global, cost);
    workers.run("pointwise plan", sums.length, b -> sums[b] = PointwiseSums.of(costs, b));
    double sum = 0;
    for (double part : costByLocalExpert()) {
      sum += part;
    }
    return sum;
  }

  @Override
  public List<String> reseed() {
    List<String> lines = new ArrayList<>();
    boolean[] taken = new boolean[ambient.size()];
    double[] costs = costByLocalExpert();
    for (int k = 0; k < experts.size(); k++) {
      if (!(mass(k) > NO_MASS)) {
        int worst = WorstServed.of(costs, l -> !taken[l]);
        taken[worst] = true;
        move(worst, k);
        lines.add(ambient.describe(worst));
      }
    }
    return lines;
  }

  @Override
  public GlobalExperts barycentre() {
    if (ambient.design().isShared()) {
      return sharedBarycentre();
    }
    double[][] beta = new double[experts.size()][];
    double[] variance = new double[experts.size()];
    for (int k = 0; k < experts.size(); k++) {
      beta[k] = experts.beta()[k].clone();
      variance[k] = experts.variance()[k];
      if (!(mass(k) > NO_MASS)) {
        continue;
      }
      double[] correction = correction(k);
      for (int j = 0; j < correction.length; j++) {
        beta[k][j] += correction[j];
      }
      variance[k] = variance(k, correction);
    }
    return new GlobalExperts(beta, variance);
  }

  private GlobalExperts sharedBarycentre() {
    SharedBarycentres all = new SharedBarycentres(experts, cost);
    for (int k = 0; k < experts.size(); k++) {
      double mass = mass(k);
      if (mass > NO_MASS) {
        all.add(regression(k), mass);
      } else {
        all.addEmpty();
      }
    }
    return all.solve(ambient.design());
  }

  @Override
  public double[][] marginals() {
    double[][] marginals = new double[support.size()][experts.size()];
    for (int b = 0; b < sums.length; b++) {
      for (int k = 0; k < experts.size(); k++) {
        for (int i = 0; i < support.rows(b); i++) {
          marginals[b * StandardisedSupport.BLOCK_ROWS + i][k] = Math.max(0, sums[b].mass[k][i]);
        }
      }
    }
    return Marginals.normalise(marginals);
  }

  @Override
  public double[] costByLocalExpert() {
    double[] total = new double[ambient.size()];
    for (PointwiseSums block : sums) {
      VectorMath.add(total, block.costs, total.length);
    }
    for (int l = 0; l < total.length; l++) {
      total[l] /= support.size();
    }
    return total;
  }

  private double mass(int k) {
    double mass = 0;
    for (PointwiseSums block : sums) {
      for (double part : block.mass[k]) {
        mass += part;
      }
    }
    return mass / support.size();
  }

  /** All mass of local expert l goes to global expert k, which becomes like it. */
  private void move(int l, int k) {
    double[][] beta = experts.beta().clone();
    double[] variance = experts.variance().clone();
    beta[k] = ambient.beta(l).clone();
    variance[k] = ambient.variance(l);
    experts = new GlobalExperts(beta, variance);
    PointwiseCosts costs = new PointwiseCosts(ambient, coupled, cost);
    for (int b = 0; b < sums.length; b++) {
      sums[b].move(costs, b, l, k);
    }
  }

  /** Least squares of the local means' deviations from the expert's present mean. */
  private double[] correction(int k) {
    SharedRegressions.Regression own = regression(k);
    return NormalEquations.solve(own.gram(), own.right());
  }

  private SharedRegressions.Regression regression(int k) {
    int p = support.columns();
    double[][] G = new double[1][PackedSymmetric.length(p)];
    double[][] right = new double[1][p];
    GramKernel kernel = new GramKernel(p);
    for (int b = 0; b < sums.length; b++) {
      double[][] columns = support.block(b);
      int rows = support.paddedRows(b);
      kernel.addGrams(columns, rows, new double[][] {sums[b].pulled[k]}, 1, G);
      GramKernel.addSums(columns, p, rows, new double[][] {sums[b].first[k]}, 1, right);
    }
    Design design = ambient.design();
    if (!design.isFull()) {
      PackedSymmetric.isolate(G[0], p, j -> !design.expertsHave(j));
      for (int j = 0; j < p; j++) {
        right[0][j] = design.expertsHave(j) ? right[0][j] : 0;
      }
    }
    double[] present = experts.beta()[k];
    return new SharedRegressions.Regression(
        G[0], present, right[0], beta -> variance(k, ComponentPlan.minus(beta, present)));
  }

  private double variance(int k, double[] correction) {
    double mass = 0;
    double moment = 0;
    double deviation = 0;
    double[] shift = new double[StandardisedSupport.BLOCK_ROWS];
    for (int b = 0; b < sums.length; b++) {
      support.project(correction, b, shift);
      PointwiseSums block = sums[b];
      for (int i = 0; i < support.rows(b); i++) {
        mass += block.mass[k][i];
        moment += block.moment[k][i];
        deviation +=
            block.second[k][i]
                - 2 * shift[i] * block.first[k][i]
                + shift[i] * shift[i] * block.pulled[k][i];
      }
    }
    return cost.barycentreVariance(moment / mass, Math.max(0, deviation / mass));
  }
}
