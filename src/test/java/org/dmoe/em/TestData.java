package org.dmoe.em;

import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.MixtureOfExperts;

/** Rows for tests. */
public final class TestData {

  private TestData() {}

  /** n rows with standard normal covariates and the mixture's response. */
  public static Observations sample(MixtureOfExperts model, int n, Random random) {
    return sample(model, n, new double[model.dimension()], random);
  }

  /** The same with covariates about a centre. */
  public static Observations sample(MixtureOfExperts model, int n, double[] centre, Random random) {
    Observations.Builder rows = Observations.builder(model.dimension());
    double[] x = new double[model.dimension()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < x.length; j++) {
        x[j] = centre[j] + random.nextGaussian();
      }
      rows.add(x, draw(model, x, random));
    }
    return rows.build();
  }

  static double draw(MixtureOfExperts model, double[] x, Random random) {
    double left = random.nextDouble();
    double[] pi = model.gate().probabilities(x);
    int k = 0;
    while (k < pi.length - 1 && left > pi[k]) {
      left -= pi[k++];
    }
    double sigma = Math.sqrt(model.expert(k).variance());
    return model.expert(k).mean(x) + sigma * random.nextGaussian();
  }

  static double logLikelihood(MixtureOfExperts model, Observations rows) {
    double[] x = new double[rows.dimension()];
    double sum = 0;
    for (int i = 0; i < rows.rows(); i++) {
      rows.copyRow(i, x);
      sum += rows.weight(i) * model.logDensity(x, rows.response(i));
    }
    return sum;
  }
}
