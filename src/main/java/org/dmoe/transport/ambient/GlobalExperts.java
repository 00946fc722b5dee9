package org.dmoe.transport.ambient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;

/**
 * K experts without a gate, on the standardised support.
 *
 * @param beta K x p coefficients
 * @param variance K variances
 */
public record GlobalExperts(double[][] beta, double[] variance) {

  public static GlobalExperts of(MixtureOfExperts mixture, StandardisedSupport support) {
    double[][] beta = new double[mixture.size()][];
    double[] variance = new double[mixture.size()];
    for (int k = 0; k < mixture.size(); k++) {
      beta[k] = support.standardise(mixture.expert(k).beta());
      variance[k] = mixture.expert(k).variance();
    }
    return new GlobalExperts(beta, variance);
  }

  public int size() {
    return variance.length;
  }

  /** These experts and one more. */
  public GlobalExperts with(double[] coefficients, double noise) {
    double[][] more = Arrays.copyOf(beta, size() + 1);
    double[] variances = Arrays.copyOf(variance, size() + 1);
    more[size()] = coefficients.clone();
    variances[size()] = noise;
    return new GlobalExperts(more, variances);
  }

  /** The experts in users' units. */
  public List<GaussianExpert> restore(StandardisedSupport support) {
    List<GaussianExpert> experts = new ArrayList<>(size());
    for (int k = 0; k < size(); k++) {
      experts.add(GaussianExpert.of(support.restore(beta[k]), variance[k]));
    }
    return experts;
  }
}
