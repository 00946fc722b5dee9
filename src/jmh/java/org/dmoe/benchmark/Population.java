package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** A true mixture with a distribution of its covariates, from which rows are drawn. */
public final class Population {

  /** Correlation of neighbouring covariates: their covariance is 4^-|i-j|. */
  private static final double CORRELATION = 0.25;

  private final MixtureOfExperts truth;
  private final double[][] centres;
  private final double[] proportions;
  private final double correlation;
  private final double[] shift;
  private final double[] scale;

  private Population(
      MixtureOfExperts truth, double[][] centres, double[] proportions, double correlation) {
    this.truth = truth;
    this.centres = centres;
    this.proportions = proportions;
    this.correlation = correlation;
    this.shift = new double[truth.dimension()];
    this.scale = new double[truth.dimension()];
    Arrays.fill(scale, 1);
  }

  static Population oneCluster(MixtureOfExperts truth) {
    double[][] centre = {new double[truth.dimension()]};
    return new Population(truth, centre, new double[] {1}, CORRELATION);
  }

  /** Clusters of equal size; covariates have mean 0 and variance 1 overall. */
  static Population standardizedClusters(MixtureOfExperts truth, double[][] centres) {
    double[] proportions = new double[centres.length];
    Arrays.fill(proportions, 1.0 / centres.length);
    Population population = new Population(truth, centres, proportions, CORRELATION);
    for (int j = 0; j < truth.dimension(); j++) {
      double sum = 0;
      double squares = 0;
      for (double[] centre : centres) {
        sum += centre[j] / centres.length;
        squares += centre[j] * centre[j] / centres.length;
      }
      population.shift[j] = sum;
      population.scale[j] = Math.sqrt(1 + squares - sum * sum);
    }
    return population;
  }

  /** X given its label k is N(mu_k, I) with |mu_k| = 2.5, which makes the gate a softmax. */
  static Population labelled(Random random, int d, double[] proportions) {
    int K = proportions.length;
    double[][] centres = new double[K][];
    double[][] alpha = new double[K][d + 1];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      centres[k] = DataKind.normals(random, d, 1);
      double norm = Math.sqrt(Arrays.stream(centres[k]).map(v -> v * v).sum());
      alpha[k][0] = Math.log(proportions[k]) - 2.5 * 2.5 / 2;
      for (int j = 0; j < d; j++) {
        centres[k][j] *= 2.5 / norm;
        alpha[k][j + 1] = centres[k][j];
      }
      double[] beta = DataKind.integers(random, d + 1, 10);
      beta[0] = 0;
      experts.add(GaussianExpert.of(beta, 3));
    }
    MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
    return new Population(truth, centres, proportions, 0);
  }

  public MixtureOfExperts truth() {
    return truth;
  }

  /** n rows; the same seed gives the same rows. */
  public Observations sample(int n, long seed) {
    Random random = new Random(seed);
    Observations.Builder rows = Observations.builder(truth.dimension());
    for (int i = 0; i < n; i++) {
      double[] x = covariates(random);
      rows.add(x, response(x, random));
    }
    return rows.build();
  }

  private double[] covariates(Random random) {
    double[] centre = centres[pick(proportions, random)];
    double[] x = new double[centre.length];
    double noise = random.nextGaussian();
    for (int j = 0; j < x.length; j++) {
      if (j > 0) {
        double fresh = Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
        noise = correlation * noise + fresh;
      }
      x[j] = (centre[j] + noise - shift[j]) / scale[j];
    }
    return x;
  }

  /** Drawn through the gate: given x, a label drawn first has the same distribution. */
  private double response(double[] x, Random random) {
    GaussianExpert expert = truth.expert(pick(truth.gate().probabilities(x), random));
    return expert.mean(x) + Math.sqrt(expert.variance()) * random.nextGaussian();
  }

  private static int pick(double[] probabilities, Random random) {
    double left = random.nextDouble();
    int k = 0;
    while (k < probabilities.length - 1 && left >= probabilities[k]) {
      left -= probabilities[k++];
    }
    return k;
  }
}
