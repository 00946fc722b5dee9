package org.dmoe.transport.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.ambient.AmbientMixture;
import org.dmoe.transport.ambient.GlobalExperts;
import org.dmoe.transport.ambient.StandardisedSupport;
import org.dmoe.transport.ambient.Workers;

/** The pointwise plan of a canonical family: the global expert is chosen anew at every x. */
final class CanonicalPointwisePlan implements TransportPlan {

  /** Share of all mass below which an expert counts as empty. */
  private static final double NO_MASS = 1e-12;

  private static final int FREE = -1;

  private final CanonicalStatistics statistics;
  private final AmbientMixture ambient;
  private final StandardisedSupport support;
  private final Workers workers;

  /** Mass of each global expert at each row (K x S), and its products with the means (K x q p). */
  private double[][] mass;

  private double[][] products;
  private double[] costs;
  private GlobalExperts coupled;
  private double[][] starts;

  /** Where a local expert was sent whatever it costs. */
  private final int[] sent;

  CanonicalPointwisePlan(CanonicalStatistics statistics, Workers workers) {
    this.statistics = statistics;
    this.ambient = statistics.ambient();
    this.support = ambient.support();
    this.workers = workers;
    this.sent = new int[ambient.size()];
  }

  /** What one block of the support adds. */
  private record Part(double[][] products, double[] costs) {}

  @Override
  public double couple(GlobalExperts experts) {
    coupled = experts;
    starts = experts.beta().clone();
    Arrays.fill(sent, FREE);
    distribute();
    double sum = 0;
    for (double part : costs) {
      sum += part;
    }
    return sum;
  }

  private void distribute() {
    int K = coupled.size();
    mass = new double[K][support.size()];
    products = new double[K][starts[0].length];
    costs = new double[ambient.size()];
    Part[] parts = new Part[support.blockCount()];
    workers.run("pointwise plan", parts.length, b -> parts[b] = block(b));
    for (Part part : parts) {
      VectorMath.add(costs, part.costs(), costs.length);
      for (int k = 0; k < K; k++) {
        VectorMath.add(products[k], part.products()[k], products[k].length);
      }
    }
    for (int l = 0; l < costs.length; l++) {
      costs[l] /= support.size();
    }
    for (double[] product : products) {
      for (int j = 0; j < product.length; j++) {
        product[j] /= support.size();
      }
    }
  }

  private Part block(int b) {
    int K = coupled.size();
    int q = statistics.family().predictors();
    Predictions own = new Predictions(support, statistics.family());
    Predictions[] global = new Predictions[K];
    for (int k = 0; k < K; k++) {
      global[k] = new Predictions(support, statistics.family());
      global[k].at(coupled.beta()[k], b);
    }
    double[][][] targets = new double[K][q][support.paddedRows(b)];
    double[] costsOfBlock = new double[ambient.size()];
    int at = b * StandardisedSupport.BLOCK_ROWS;
    for (int l = 0; l < costsOfBlock.length; l++) {
      own.at(ambient.beta(l), b);
      for (int i = 0; i < support.rows(b); i++) {
        double weight = statistics.weights(l)[at + i];
        int k = sent[l] == FREE ? cheapest(own, global, i) : sent[l];
        costsOfBlock[l] += weight * own.divergence(global[k], i);
        mass[k][at + i] += weight;
        for (int c = 0; c < q; c++) {
          targets[k][c][i] += weight * own.mean[c][i];
        }
      }
    }
    return new Part(products(targets, b), costsOfBlock);
  }

  private static int cheapest(Predictions own, Predictions[] global, int i) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < global.length; k++) {
      double cost = own.divergence(global[k], i);
      if (cost < least) {
        least = cost;
        best = k;
      }
    }
    return best;
  }

  private double[][] products(double[][][] targets, int b) {
    int p = support.columns();
    double[][] result = new double[targets.length][starts[0].length];
    for (int k = 0; k < targets.length; k++) {
      for (int c = 0; c < targets[k].length; c++) {
        for (int j = 0; j < p; j++) {
          result[k][c * p + j] =
              VectorMath.dot(targets[k][c], support.block(b)[j], targets[k][c].length);
        }
      }
    }
    return result;
  }

  @Override
  public List<String> reseed() {
    List<String> lines = new ArrayList<>();
    double[] costsOfCoupling = costs.clone();
    for (int k = 0; k < starts.length; k++) {
      if (!(massOf(k) > NO_MASS)) {
        int worst = WorstServed.of(costsOfCoupling, l -> sent[l] == FREE);
        sent[worst] = k;
        starts[k] = ambient.beta(worst);
        lines.add(ambient.describe(worst));
      }
    }
    if (!lines.isEmpty()) {
      distribute();
    }
    return lines;
  }

  private double massOf(int k) {
    double sum = 0;
    for (double part : mass[k]) {
      sum += part;
    }
    return sum / support.size();
  }

  @Override
  public GlobalExperts barycentre() {
    return CanonicalBarycentres.from(
        starts, this::barycentre, ambient.design(), support.columns(), workers);
  }

  private CanonicalBarycentre barycentre(int k) {
    return massOf(k) > NO_MASS
        ? new CanonicalBarycentre(statistics, mass[k], products[k])
        : new CanonicalBarycentre(
            statistics, new double[mass[k].length], new double[products[k].length]);
  }

  @Override
  public double[][] marginals() {
    double[][] marginals = new double[support.size()][starts.length];
    for (int k = 0; k < starts.length; k++) {
      for (int s = 0; s < marginals.length; s++) {
        marginals[s][k] = mass[k][s];
      }
    }
    return Marginals.normalise(marginals);
  }

  @Override
  public double[] costByLocalExpert() {
    return costs.clone();
  }
}
