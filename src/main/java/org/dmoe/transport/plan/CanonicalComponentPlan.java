package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.Workers;

/** The component-wise plan of a canonical family. */
final class CanonicalComponentPlan implements ComponentCoupling {

  private final CanonicalStatistics statistics;
  private final AmbientMixture ambient;
  private final Workers workers;
  private final int[] assignment;
  private final double[] costs;

  /** Of each global expert, where its barycentre starts. */
  private double[][] starts;

  CanonicalComponentPlan(CanonicalStatistics statistics, Workers workers) {
    this.statistics = statistics;
    this.ambient = statistics.ambient();
    this.workers = workers;
    this.assignment = new int[ambient.size()];
    this.costs = new double[ambient.size()];
  }

  @Override
  public int[] assignment() {
    return assignment.clone();
  }

  @Override
  public Costs costsTo(GlobalExperts experts) {
    double[][] logPartition = new double[experts.size()][];
    for (int k = 0; k < experts.size(); k++) {
      logPartition[k] = statistics.logPartition(experts.beta()[k]);
    }
    return (l, k) -> statistics.cost(l, experts.beta()[k], logPartition[k]);
  }

  @Override
  public double couple(GlobalExperts experts) {
    starts = experts.beta().clone();
    Costs toGlobal = costsTo(experts);
    workers.run("component plan", ambient.size(), l -> assign(l, toGlobal));
    double sum = 0;
    for (double part : costs) {
      sum += part;
    }
    return sum;
  }

  private void assign(int l, Costs toGlobal) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < starts.length; k++) {
      double candidate = toGlobal.of(l, k);
      if (candidate < least) {
        least = candidate;
        best = k;
      }
    }
    assignment[l] = best;
    costs[l] = least;
  }

  @Override
  public List<String> reseed() {
    List<String> lines = new ArrayList<>();
    int[] members = new int[starts.length];
    for (int k : assignment) {
      members[k]++;
    }
    for (int k = 0; k < members.length; k++) {
      if (members[k] == 0) {
        int worst = WorstServed.of(costs, l -> members[assignment[l]] > 1);
        lines.add(ambient.describe(worst));
        members[assignment[worst]]--;
        members[k]++;
        assignment[worst] = k;
        starts[k] = ambient.beta(worst);
      }
    }
    return lines;
  }

  @Override
  public GlobalExperts barycentre() {
    return CanonicalBarycentres.from(
        starts, this::barycentre, ambient.design(), ambient.support().columns(), workers);
  }

  private CanonicalBarycentre barycentre(int k) {
    double[] weights = new double[ambient.support().size()];
    double[] products = new double[starts[k].length];
    for (int l = 0; l < assignment.length; l++) {
      if (assignment[l] == k) {
        VectorMath.add(weights, statistics.weights(l), weights.length);
        VectorMath.add(products, statistics.products(l), products.length);
      }
    }
    return new CanonicalBarycentre(statistics, weights, products);
  }

  @Override
  public double[][] marginals() {
    return Marginals.of(ambient, assignment, starts.length, workers);
  }

  @Override
  public double[] costByLocalExpert() {
    return costs.clone();
  }
}
