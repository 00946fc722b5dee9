package org.dmoe.evaluate;

import java.util.Random;
import org.dmoe.data.Observations;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;

/** Rows drawn from a mixture. */
final class Rows {

  private Rows() {}

  static Observations drawn(MixtureOfExperts mixture, int n, long seed) {
    Random random = new Random(seed);
    Observations.Builder rows = Observations.builder(mixture.dimension());
    double[] x = new double[mixture.dimension()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < x.length; j++) {
        x[j] = random.nextGaussian();
      }
      GaussianExpert expert = mixture.expert(drawn(mixture.gate().probabilities(x), random));
      rows.add(x, expert.mean(x) + Math.sqrt(expert.variance()) * random.nextGaussian());
    }
    return rows.build();
  }

  private static int drawn(double[] probabilities, Random random) {
    double left = random.nextDouble();
    int k = 0;
    while (k < probabilities.length - 1 && left >= probabilities[k]) {
      left -= probabilities[k++];
    }
    return k;
  }
}
