package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.transport.start.Matching;

/**
 * Local models as maximum likelihood would leave them around a known truth: parameters with errors
 * of the order 1 / sqrt(n_m), experts in an order of their own. Covariates are standard normal.
 */
final class SyntheticLocalModels {

  private final int dimension;
  private final MixtureOfExperts truth;
  private final double[] shares;

  SyntheticLocalModels(int experts, int dimension, long seed) {
    this.dimension = dimension;
    this.truth = truth(experts, new Random(seed));
    this.shares = shares(new Random(seed + 1));
  }

  /** Root mean squared error of experts' coefficients and of gates, after matching experts. */
  double[] error(MixtureOfExperts estimate) {
    double[][] costs = new double[truth.size()][truth.size()];
    for (int k = 0; k < truth.size(); k++) {
      for (int j = 0; j < truth.size(); j++) {
        costs[k][j] = squares(truth.expert(k).beta(), estimate.expert(j).beta());
      }
    }
    MixtureOfExperts matched = estimate.permuted(Matching.leastCost(costs));
    double experts = 0;
    double gates = 0;
    for (int k = 0; k < truth.size(); k++) {
      experts += squares(truth.expert(k).beta(), matched.expert(k).beta());
      gates += squares(truth.gate().alpha(k), matched.gate().alpha(k));
    }
    double p = truth.dimension() + 1;
    return new double[] {
      Math.sqrt(experts / (p * truth.size())), Math.sqrt(gates / (p * (truth.size() - 1)))
    };
  }

  private static double squares(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  SupportingSample support(int rows, long seed) {
    Random random = new Random(seed);
    double[][] X = new double[rows][];
    for (int s = 0; s < rows; s++) {
      X[s] = normal(random, dimension, 1);
    }
    return SupportingSample.of(List.of(), X);
  }

  List<LocalModel> draw(int machines, int rowsEach, long seed) {
    Random random = new Random(seed);
    List<LocalModel> models = new ArrayList<>(machines);
    for (int m = 0; m < machines; m++) {
      models.add(new LocalModel("machine-%06d".formatted(m), local(rowsEach, random), rowsEach));
    }
    return models;
  }

  private MixtureOfExperts local(int rows, Random random) {
    List<GaussianExpert> experts = new ArrayList<>();
    double[][] alpha = new double[truth.size()][];
    for (int k = 0; k < truth.size(); k++) {
      double own = rows * shares[k];
      GaussianExpert expert = truth.expert(k);
      double[] beta = expert.beta();
      add(beta, normal(random, beta.length, Math.sqrt(expert.variance() / own)));
      double variance = expert.variance() * Math.exp(Math.sqrt(2 / own) * random.nextGaussian());
      experts.add(GaussianExpert.of(beta, variance));
      alpha[k] = truth.gate().alpha(k);
      add(alpha[k], normal(random, alpha[k].length, Math.sqrt(4 / own)));
    }
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < truth.size(); k++) {
      order.add(k);
    }
    Collections.shuffle(order, random);
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts)
        .permuted(order.stream().mapToInt(k -> k).toArray());
  }

  private MixtureOfExperts truth(int experts, Random random) {
    List<GaussianExpert> list = new ArrayList<>();
    double[][] alpha = new double[experts][];
    for (int k = 0; k < experts; k++) {
      double[] beta = normal(random, dimension + 1, 1);
      beta[0] *= 2;
      list.add(GaussianExpert.of(beta, 0.5 + 1.5 * random.nextDouble()));
      alpha[k] = normal(random, dimension + 1, 0.4);
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), list).canonical();
  }

  /** Mean gate probabilities. */
  private double[] shares(Random random) {
    int rows = 2000;
    double[] mean = new double[truth.size()];
    for (int s = 0; s < rows; s++) {
      double[] pi = truth.gate().probabilities(normal(random, dimension, 1));
      for (int k = 0; k < pi.length; k++) {
        mean[k] += pi[k] / rows;
      }
    }
    return mean;
  }

  private static double[] normal(Random random, int length, double scale) {
    double[] values = new double[length];
    for (int j = 0; j < length; j++) {
      values[j] = scale * random.nextGaussian();
    }
    return values;
  }

  private static void add(double[] values, double[] errors) {
    for (int j = 0; j < values.length; j++) {
      values[j] += errors[j];
    }
  }
}
