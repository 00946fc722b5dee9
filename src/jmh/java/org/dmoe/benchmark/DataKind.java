package org.dmoe.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** Kinds of simulated data; parameters are drawn anew for each seed. */
public enum DataKind {
  /** Overlapping experts under a smooth gate. */
  HARD(10, 4) {
    @Override
    Population draw(Random random) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[4][11];
      for (int k = 0; k < 4; k++) {
        double[] beta = normals(random, 11, 1);
        beta[0] *= 2;
        experts.add(GaussianExpert.of(beta, 0.5 + 1.5 * random.nextDouble()));
        if (k < 3) {
          alpha[k] = normals(random, 11, .8);
          alpha[k][0] *= .3 / .8;
        }
      }
      return Population.oneCluster(MixtureOfExperts.of(SoftmaxGate.of(alpha), experts));
    }
  },
  /** Clustered covariates under a sharp gate, as in the simulations of Chamroukhi and Pham. */
  PAPER(20, 4) {
    @Override
    Population draw(Random random) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[4][21];
      double[][] centres = new double[4][];
      for (int k = 0; k < 4; k++) {
        double[] beta = integers(random, 21, 5);
        beta[0] = -5 + 10.0 * k / 3;
        experts.add(GaussianExpert.of(beta, random.nextBoolean() ? 4 : 5));
        centres[k] = integers(random, 20, 4);
        if (k < 3) {
          alpha[k] = integers(random, 21, 5);
        }
      }
      MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
      return Population.standardizedClusters(truth, centres);
    }
  },
  /** One cluster of covariates an expert, all of the same size. */
  BALANCED(20, 5) {
    @Override
    Population draw(Random random) {
      return Population.labelled(random, 20, new double[] {.2, .2, .2, .2, .2});
    }
  },
  /** The same with sizes from 2 to 40 in a hundred. */
  SEVERE(20, 5) {
    @Override
    Population draw(Random random) {
      return Population.labelled(random, 20, new double[] {.02, .08, .2, .3, .4});
    }
  };

  private final int dimension;
  private final int experts;

  DataKind(int dimension, int experts) {
    this.dimension = dimension;
    this.experts = experts;
  }

  /** Number of covariates d. */
  public int dimension() {
    return dimension;
  }

  /** Number of experts K. */
  public int experts() {
    return experts;
  }

  abstract Population draw(Random random);

  /** The population of a seed. */
  public Population population(long seed) {
    return draw(new Random(31 * seed + ordinal()));
  }

  static double[] normals(Random random, int n, double scale) {
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = scale * random.nextGaussian();
    }
    return values;
  }

  /** Uniform on the integers from -largest to largest. */
  static double[] integers(Random random, int n, int largest) {
    double[] values = new double[n];
    for (int j = 0; j < n; j++) {
      values[j] = random.nextInt(2 * largest + 1) - largest;
    }
    return values;
  }
}
