package org.dmoe.em.family;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.dmoe.data.Observations;
import org.dmoe.em.search.Seeds;
import org.dmoe.model.Expert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.QuantileFinder;
import org.dmoe.model.Scorer;
import org.dmoe.model.SoftmaxGate;
import org.dmoe.model.family.Family;

/** Rows of known mixtures: clusters of covariates, each of which an expert explains. */
public final class FamilyData {

  private FamilyData() {}

  /** X | k ~ N(mu_k, I), |mu_k| = 2.5; the gate is the true posterior. */
  public static MixtureOfExperts clusters(Family family, int d, int K, double slopes, long seed) {
    UniformRandomProvider random = Seeds.generator(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] alpha = new double[K][d + 1];
    List<Expert> experts = new ArrayList<>();
    for (int k = 0; k < K; k++) {
      double norm = 0;
      for (int j = 1; j <= d; j++) {
        alpha[k][j] = normal.sample();
        norm += alpha[k][j] * alpha[k][j];
      }
      for (int j = 1; j <= d; j++) {
        alpha[k][j] *= 2.5 / Math.sqrt(norm);
      }
      alpha[k][0] = -0.5 * 2.5 * 2.5;
      double[][] coefficients = new double[family.predictors()][d + 1];
      for (double[] row : coefficients) {
        for (int j = 0; j <= d; j++) {
          row[j] = normal.sample() * (j == 0 ? 0.7 : slopes / Math.sqrt(d));
        }
      }
      experts.add(LinearExpert.of(coefficients));
    }
    return MixtureOfExperts.of(family, SoftmaxGate.of(alpha), experts);
  }

  /** n rows of such a mixture. */
  public static Observations rows(MixtureOfExperts truth, int n, double exposure, long seed) {
    UniformRandomProvider random = Seeds.generator(seed);
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int d = truth.dimension();
    double[][] alpha = truth.gate().alpha();
    Observations.Builder rows = Observations.builder(d);
    for (int i = 0; i < n; i++) {
      double[] x = new double[d];
      int k = random.nextInt(truth.size());
      for (int j = 0; j < d; j++) {
        x[j] = alpha[k][j + 1] + normal.sample();
      }
      rows.add(x, response(truth, x, exposure, random), 1, exposure);
    }
    return rows.build();
  }

  /** A response at x, by inversion. */
  public static double response(
      MixtureOfExperts truth, double[] x, double exposure, UniformRandomProvider random) {
    Scorer scorer = Scorer.of(truth);
    scorer.at(x, exposure);
    double[] y = new double[1];
    QuantileFinder.of(scorer, 1e-12 + (1 - 2e-12) * random.nextDouble()).find(y);
    return y[0];
  }

  /** Mean log-likelihood of rows. */
  public static double meanLogLikelihood(MixtureOfExperts model, Observations rows) {
    Scorer scorer = Scorer.of(model);
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      scorer.at(x, rows.exposure(i));
      sum += rows.weight(i) * scorer.logDensity(rows.response(i));
    }
    return sum / rows.totalWeight();
  }
}
