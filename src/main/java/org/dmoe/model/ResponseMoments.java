package org.dmoe.model;

import org.dmoe.model.family.Family;

/** Moments of the response given the covariates, at an exposure of one. */
final class ResponseMoments {

  private final MixtureOfExperts mixture;
  private final Family family;

  ResponseMoments(MixtureOfExperts mixture) {
    this.mixture = mixture;
    this.family = mixture.family();
  }

  double mean(double[] x) {
    double[] pi = mixture.gate().probabilities(x);
    double mean = 0;
    for (int k = 0; k < pi.length; k++) {
      mean += pi[k] * family.mean(mixture.linearExpert(k).predictorsAt(x), 1);
    }
    return mean;
  }

  double variance(double[] x) {
    double[] pi = mixture.gate().probabilities(x);
    double mean = mean(x);
    double variance = 0;
    for (int k = 0; k < pi.length; k++) {
      Expert expert = mixture.linearExpert(k);
      double[] eta = expert.predictorsAt(x);
      double deviation = family.mean(eta, 1) - mean;
      double own = family.variance(eta, expert.dispersion(), 1);
      variance += pi[k] * (own + deviation * deviation);
    }
    return variance;
  }

  double[] classProbabilities(double[] x) {
    double[] pi = mixture.gate().probabilities(x);
    double[] sum = new double[family.classes().size()];
    for (int k = 0; k < pi.length && sum.length > 0; k++) {
      double[] own = family.classProbabilities(mixture.linearExpert(k).predictorsAt(x));
      for (int c = 0; c < sum.length; c++) {
        sum[c] += pi[k] * own[c];
      }
    }
    return sum;
  }
}
