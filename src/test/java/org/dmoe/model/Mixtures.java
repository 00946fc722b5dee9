package org.dmoe.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random mixtures of moderate size for tests. */
public final class Mixtures {

  private Mixtures() {}

  public static MixtureOfExperts random(SplittableRandom random, int experts, int dimension) {
    double[][] alpha = new double[experts][];
    List<GaussianExpert> all = new ArrayList<>();
    for (int k = 0; k < experts; k++) {
      alpha[k] = vector(random, dimension + 1);
      all.add(GaussianExpert.of(vector(random, dimension + 1), random.nextDouble(0.2, 2)));
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), all);
  }

  public static double[] vector(SplittableRandom random, int length) {
    double[] vector = new double[length];
    for (int j = 0; j < length; j++) {
      vector[j] = random.nextDouble(-2, 2);
    }
    return vector;
  }
}
