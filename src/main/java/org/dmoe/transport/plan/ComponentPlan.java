package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.ExpertStatistics;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.Workers;

/** Of Gaussian experts, without a pass over the support. */
public final class ComponentPlan implements ComponentCoupling {

  private static final int EXPERTS_PER_TASK = 512;

  private final AmbientMixture ambient;
  private final ExpertStatistics statistics;
  private final ExpertCost cost;
  private final Workers workers;
  private final int[] assignment;
  private final double[] costs;
  private GlobalExperts experts;

  public ComponentPlan(
      AmbientMixture ambient, ExpertStatistics statistics, ExpertCost cost, Workers workers) {
    this.ambient = ambient;
    this.statistics = statistics;
    this.cost = cost;
    this.workers = workers;
    this.assignment = new int[ambient.size()];
    this.costs = new double[ambient.size()];
  }

  @Override
  public int[] assignment() {
    return assignment.clone();
  }

  @Override
  public double couple(GlobalExperts global) {
    experts = global;
    int tasks = (ambient.size() + EXPERTS_PER_TASK - 1) / EXPERTS_PER_TASK;
    workers.run("component plan", tasks, this::assign);
    double sum = 0;
    for (double part : costs) {
      sum += part;
    }
    return sum;
  }

  @Override
  public Costs costsTo(GlobalExperts global) {
    return (l, k) -> cost(l, global.beta()[k], global.variance()[k]);
  }

  /** mean_s pi^_l(x_s) c(l, k, x_s). */
  public double cost(int l, double[] beta, double variance) {
    double form = PackedSymmetric.quadraticForm(statistics.gram(l), minus(ambient.beta(l), beta));
    return statistics.mass(l) * cost.offset(ambient.variance(l), variance)
        + cost.pull(ambient.variance(l)) * cost.slope(variance) * form;
  }

  @Override
  public List<String> reseed() {
    List<String> lines = new ArrayList<>();
    int[] members = members();
    for (int k = 0; k < members.length; k++) {
      if (members[k] == 0) {
        int worst = WorstServed.of(costs, l -> members[assignment[l]] > 1);
        lines.add(ambient.describe(worst));
        members[assignment[worst]]--;
        members[k]++;
        assignment[worst] = k;
      }
    }
    return lines;
  }

  @Override
  public GlobalExperts barycentre() {
    int K = experts.size();
    if (ambient.design().isShared()) {
      return sharedBarycentre();
    }
    double[][] beta = new double[K][];
    double[] variance = new double[K];
    for (int k = 0; k < K; k++) {
      Barycentre barycentre = barycentre(k);
      beta[k] = barycentre.isEmpty() ? experts.beta()[k].clone() : barycentre.beta();
      variance[k] = barycentre.isEmpty() ? experts.variance()[k] : barycentre.variance(beta[k]);
    }
    return new GlobalExperts(beta, variance);
  }

  private Barycentre barycentre(int k) {
    Barycentre barycentre = new Barycentre(ambient, statistics, cost);
    for (int l = 0; l < assignment.length; l++) {
      if (assignment[l] == k) {
        barycentre.add(l);
      }
    }
    return barycentre;
  }

  private GlobalExperts sharedBarycentre() {
    SharedBarycentres all = new SharedBarycentres(experts, cost);
    for (int k = 0; k < experts.size(); k++) {
      Barycentre barycentre = barycentre(k);
      if (barycentre.isEmpty()) {
        all.addEmpty();
      } else {
        all.add(barycentre.regression(), barycentre.mass());
      }
    }
    return all.solve(ambient.design());
  }

  @Override
  public double[][] marginals() {
    return Marginals.of(ambient, assignment, experts.size(), workers);
  }

  @Override
  public double[] costByLocalExpert() {
    return costs.clone();
  }

  private void assign(int task) {
    int end = Math.min(assignment.length, (task + 1) * EXPERTS_PER_TASK);
    for (int l = task * EXPERTS_PER_TASK; l < end; l++) {
      int best = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < experts.size(); k++) {
        double candidate = cost(l, experts.beta()[k], experts.variance()[k]);
        if (candidate < least) {
          least = candidate;
          best = k;
        }
      }
      assignment[l] = best;
      costs[l] = least;
    }
  }

  private int[] members() {
    int[] members = new int[experts.size()];
    for (int k : assignment) {
      members[k]++;
    }
    return members;
  }

  public static double[] minus(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int j = 0; j < a.length; j++) {
      difference[j] = a[j] - b[j];
    }
    return difference;
  }
}
