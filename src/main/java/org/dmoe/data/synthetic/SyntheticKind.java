package org.dmoe.data.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.data.ResponseType;
import org.dmoe.linalg.PortableMath;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Binomial;
import org.dmoe.model.family.Categorical;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Poisson;

/** Kinds of populations; the parameters are drawn anew for each seed. */
public enum SyntheticKind {
  /** One cluster of covariates, overlapping experts under a smooth gate. */
  HARD(10, 4) {
    @Override
    Population draw(Draws draws, int d, int K) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[K][d + 1];
      for (int k = 0; k < K; k++) {
        double[] beta = draws.normals(d + 1, 1);
        beta[0] *= 2;
        experts.add(GaussianExpert.of(beta, 0.5 + 1.5 * draws.uniform()));
        if (k < K - 1) {
          alpha[k] = draws.normals(d + 1, 0.8);
          alpha[k][0] *= 0.3 / 0.8;
        }
      }
      MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
      return new Population(truth, ClusteredCovariates.one(d, CORRELATION));
    }
  },
  /** Clustered covariates under a sharp gate, as in the simulations of Chamroukhi and Pham. */
  PAPER(20, 4) {
    @Override
    Population draw(Draws draws, int d, int K) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[K][d + 1];
      double[][] centres = new double[K][];
      for (int k = 0; k < K; k++) {
        double[] beta = draws.integers(d + 1, 5);
        beta[0] = K == 1 ? 0 : -5 + 10.0 * k / (K - 1);
        experts.add(GaussianExpert.of(beta, draws.index(2) == 0 ? 4 : 5));
        centres[k] = draws.integers(d, 4);
        if (k < K - 1) {
          alpha[k] = draws.integers(d + 1, 5);
        }
      }
      MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
      return new Population(truth, ClusteredCovariates.standardised(centres, CORRELATION));
    }
  },
  /** A cluster of covariates for each expert, all of the same size. */
  BALANCED(20, 5) {
    @Override
    Population draw(Draws draws, int d, int K) {
      double[] proportions = new double[K];
      Arrays.fill(proportions, 1.0 / K);
      return labelled(draws, d, proportions);
    }
  },
  /** A cluster for each expert; five have 2, 8, 20, 30 and 40 in a hundred rows. */
  SEVERE(20, 5) {
    @Override
    Population draw(Draws draws, int d, int K) {
      double[] proportions = new double[K];
      for (int k = 0; k < K; k++) {
        proportions[k] = severeShare((k + 1.0) / K) - severeShare((double) k / K);
      }
      return labelled(draws, d, proportions);
    }
  },
  /** One of three classes under a smooth gate; of each expert other classes are likely where. */
  CATEGORICAL(10, 3) {
    @Override
    Population draw(Draws draws, int d, int K) {
      return overlapping(draws, d, K, Categorical.of(CLASSES), 0.5, 2);
    }

    @Override
    public ResponseType response() {
      return ResponseType.of(ResponseType.CATEGORICAL).withClasses(CLASSES);
    }
  },
  /** Successes of 1 to 20 trials under a smooth gate. */
  BINOMIAL(10, 3) {
    @Override
    Population draw(Draws draws, int d, int K) {
      return overlapping(draws, d, K, Binomial.INSTANCE, 1, 1.5).within();
    }

    @Override
    public ResponseType response() {
      return new ResponseType(ResponseType.BINOMIAL, List.of(), "trials");
    }
  },
  /** Counts under a smooth gate, most of them below 20. */
  POISSON(10, 3) {
    @Override
    Population draw(Draws draws, int d, int K) {
      return overlapping(draws, d, K, Poisson.INSTANCE, 1, 0.5);
    }

    @Override
    public ResponseType response() {
      return ResponseType.of(ResponseType.POISSON);
    }
  },
  /**
   * The experts have the first six covariates, the gate the fifth to the eighth; others nothing.
   */
  SPARSE(50, 3) {
    @Override
    Population draw(Draws draws, int d, int K) {
      List<GaussianExpert> experts = new ArrayList<>();
      double[][] alpha = new double[K][d + 1];
      for (int k = 0; k < K; k++) {
        double[] beta = slopes(draws, d, 1, 6);
        beta[0] = 2 * draws.normal();
        experts.add(GaussianExpert.of(beta, 0.5 + 1.5 * draws.uniform()));
        if (k < K - 1) {
          alpha[k] = slopes(draws, d, 5, 8);
        }
      }
      MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
      return new Population(truth, ClusteredCovariates.one(d, CORRELATION));
    }
  };

  private static final List<String> CLASSES = List.of("a", "b", "c");

  /** Of neighbouring covariates: their covariance is 4^-|i-j|. */
  private static final double CORRELATION = 0.25;

  /** Distance of the clusters' centres from the origin. */
  private static final double RADIUS = 2.5;

  /** Stream of the parameters; the rows' streams are numbered from 0. */
  private static final long PARAMETERS = -1;

  /** Share of the rows that the smallest fifths of the clusters have. */
  private static final double[] SEVERE_SHARES = {0, 0.02, 0.10, 0.30, 0.60, 1};

  private final int dimension;
  private final int experts;

  SyntheticKind(int dimension, int experts) {
    this.dimension = dimension;
    this.experts = experts;
  }

  /** Number of covariates d unless another is asked for. */
  public int dimension() {
    return dimension;
  }

  /** Number of experts K unless another is asked for. */
  public int experts() {
    return experts;
  }

  abstract Population draw(Draws draws, int d, int K);

  /**
   * The population of a seed.
   *
   * @throws IllegalArgumentException if there is no covariate or no expert
   */
  public Population population(long seed, int d, int K) {
    if (d < 1 || K < 1) {
      throw new IllegalArgumentException(
          "at least one covariate and one expert are needed: " + d + ", " + K);
    }
    return draw(new Draws(31 * seed + ordinal(), PARAMETERS), d, K);
  }

  /** What the response is. */
  public ResponseType response() {
    return ResponseType.GAUSSIAN;
  }

  /** Slopes of one half to three halves and of either sign, and zeros beside them. */
  private static double[] slopes(Draws draws, int d, int from, int to) {
    double[] coefficients = new double[d + 1];
    for (int j = from; j <= Math.min(to, d); j++) {
      coefficients[j] = (draws.index(2) == 0 ? -1 : 1) * (0.5 + draws.uniform());
    }
    return coefficients;
  }

  /**
   * One cluster of covariates under the gate of {@link #HARD}.
   *
   * @param ofIntercepts standard deviation of the experts' intercepts
   * @param ofPredictors standard deviation of what the covariates add to a predictor, about
   */
  private static Population overlapping(
      Draws draws, int d, int K, Family family, double ofIntercepts, double ofPredictors) {
    List<Expert> experts = new ArrayList<>();
    double[][] alpha = new double[K][d + 1];
    for (int k = 0; k < K; k++) {
      double[][] rows = new double[family.predictors()][];
      for (int c = 0; c < rows.length; c++) {
        rows[c] = draws.normals(d + 1, ofPredictors / Math.sqrt(d));
        rows[c][0] *= ofIntercepts * Math.sqrt(d) / ofPredictors;
      }
      experts.add(LinearExpert.of(rows));
      if (k < K - 1) {
        alpha[k] = draws.normals(d + 1, 0.8);
        alpha[k][0] *= 0.3 / 0.8;
      }
    }
    MixtureOfExperts truth = MixtureOfExperts.of(family, SoftmaxGate.of(alpha), experts);
    return new Population(truth, ClusteredCovariates.one(d, CORRELATION));
  }

  /** X given its label k is N(mu_k, I) with |mu_k| = 2.5, which makes the gate a softmax. */
  private static Population labelled(Draws draws, int d, double[] proportions) {
    int K = proportions.length;
    double[][] centres = new double[K][];
    double[][] alpha = new double[K][d + 1];
    List<GaussianExpert> experts = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      centres[k] = draws.normals(d, 1);
      double norm = Math.sqrt(Arrays.stream(centres[k]).map(v -> v * v).sum());
      alpha[k][0] = PortableMath.log(proportions[k]) - RADIUS * RADIUS / 2;
      for (int j = 0; j < d; j++) {
        centres[k][j] *= RADIUS / norm;
        alpha[k][j + 1] = centres[k][j];
      }
      double[] beta = draws.integers(d + 1, 10);
      beta[0] = 0;
      experts.add(GaussianExpert.of(beta, 3));
    }
    MixtureOfExperts truth = MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
    return new Population(truth, ClusteredCovariates.of(centres, proportions, 0));
  }

  /** Share of the rows in the given fraction of the clusters, linear between the fifths. */
  private static double severeShare(double fraction) {
    double place = fraction * (SEVERE_SHARES.length - 1);
    int below = Math.min((int) Math.floor(place), SEVERE_SHARES.length - 2);
    double rest = place - below;
    return (1 - rest) * SEVERE_SHARES[below] + rest * SEVERE_SHARES[below + 1];
  }
}
