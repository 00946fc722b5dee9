package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LocalModel;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** Small random aggregation problems, reproducible from their seed. */
public final class RandomProblems {

  private final Random random;
  private final int dimension;

  public RandomProblems(long seed, int dimension) {
    this.random = new Random(seed);
    this.dimension = dimension;
  }

  /** Machines with one to most experts each and uneven sample sizes. */
  public List<LocalModel> models(int machines, int least, int most) {
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      int experts = least + random.nextInt(most - least + 1);
      models.add(new LocalModel("m" + m, mixture(experts), 10 + random.nextInt(200)));
    }
    return models;
  }

  public MixtureOfExperts mixture(int experts) {
    List<GaussianExpert> list = new ArrayList<>();
    double[][] alpha = new double[experts][];
    for (int k = 0; k < experts; k++) {
      list.add(GaussianExpert.of(normal(2), Math.exp(0.7 * random.nextGaussian())));
      alpha[k] = normal(1);
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), list);
  }

  public SupportingSample support(int rows) {
    double[][] X = new double[rows][dimension];
    for (double[] row : X) {
      for (int j = 0; j < dimension; j++) {
        row[j] = 3 * j + (1 + j) * random.nextGaussian();
      }
    }
    return SupportingSample.of(List.of(), X);
  }

  /** Machines near one truth whose experts are far apart, each in its own order. */
  public List<LocalModel> around(MixtureOfExperts truth, int machines, double error) {
    List<LocalModel> models = new ArrayList<>();
    for (int m = 0; m < machines; m++) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[truth.size()][];
      for (int k = 0; k < truth.size(); k++) {
        GaussianExpert expert = truth.expert(k);
        double noise = expert.variance() * Math.exp(error * random.nextGaussian());
        experts.add(GaussianExpert.of(plus(expert.beta(), normal(error)), noise));
        alpha[k] = plus(truth.gate().alpha(k), normal(error));
      }
      int[] order = new int[truth.size()];
      for (int k = 0; k < order.length; k++) {
        order[k] = (k + m) % order.length;
      }
      MixtureOfExperts mixture = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
      models.add(new LocalModel("m" + m, mixture.permuted(order), 50 + random.nextInt(100)));
    }
    return models;
  }

  private double[] normal(double scale) {
    double[] values = new double[dimension + 1];
    for (int j = 0; j < values.length; j++) {
      values[j] = scale * random.nextGaussian();
    }
    return values;
  }

  private static double[] plus(double[] a, double[] b) {
    for (int j = 0; j < a.length; j++) {
      b[j] += a[j];
    }
    return b;
  }
}
