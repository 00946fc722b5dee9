package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.ExpertStatistics;

/**
 * The expert of least cost to a set of local experts (method of moments on the support). The mean
 * is solved as a correction of the members' average coefficients, so that directions which the
 * support does not determine keep that average.
 */
final class Barycentre {

  private final AmbientMixture ambient;
  private final ExpertStatistics statistics;
  private final ExpertCost cost;
  private final List<Integer> members = new ArrayList<>();
  private double mass;

  Barycentre(AmbientMixture ambient, ExpertStatistics statistics, ExpertCost cost) {
    this.ambient = ambient;
    this.statistics = statistics;
    this.cost = cost;
  }

  void add(int l) {
    members.add(l);
    mass += statistics.mass(l);
  }

  /** Whether no local expert was added. */
  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Coefficients (length p): beta = (sum G_l)^-1 sum G_l beta_l. */
  double[] beta() {
    SharedRegressions.Regression own = regression();
    double[] average = own.centre();
    double[] correction = NormalEquations.solve(own.gram(), own.right());
    for (int j = 0; j < average.length; j++) {
      average[j] += correction[j];
    }
    return average;
  }

  /** The normal equations about the members' average, to be solved with those of others. */
  SharedRegressions.Regression regression() {
    double[] average = average();
    double[] G = new double[PackedSymmetric.length(average.length)];
    double[] right = new double[average.length];
    for (int l : members) {
      double pull = cost.pull(ambient.variance(l));
      VectorMath.addScaled(G, statistics.gram(l), pull, G.length);
      double[] difference = ComponentPlan.minus(ambient.beta(l), average);
      for (int j = 0; j < difference.length; j++) {
        difference[j] *= pull;
      }
      PackedSymmetric.multiplyAdd(statistics.gram(l), difference, right);
    }
    return new SharedRegressions.Regression(G, average, right, this::variance);
  }

  /** Of the members. */
  double mass() {
    return mass;
  }

  /** Variance about those coefficients, as the cost defines it. */
  double variance(double[] beta) {
    double moment = 0;
    double deviation = 0;
    for (int l : members) {
      moment += weight(l) * cost.moment(ambient.variance(l));
      double[] difference = ComponentPlan.minus(ambient.beta(l), beta);
      deviation +=
          cost.pull(ambient.variance(l))
              * PackedSymmetric.quadraticForm(statistics.gram(l), difference);
    }
    return cost.barycentreVariance(moment, mass > 0 ? deviation / mass : 0);
  }

  private double[] average() {
    double[] average = new double[ambient.support().columns()];
    for (int l : members) {
      double weight = weight(l);
      double[] beta = ambient.beta(l);
      for (int j = 0; j < average.length; j++) {
        average[j] += weight * beta[j];
      }
    }
    return average;
  }

  /** Share of the members' mass; equal shares where all masses vanish. */
  private double weight(int l) {
    return mass > 0 ? statistics.mass(l) / mass : 1.0 / members.size();
  }
}
