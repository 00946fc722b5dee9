package org.dmoe.em.lasso;

import org.dmoe.em.likelihood.ParameterLayout;

/**
 * The weight of each parameter in the penalty sum_j w_j |theta_j|: 0 of one that is free, infinite
 * of one that is to be zero.
 */
record LassoWeights(double[] weights) {

  double value(double[] theta) {
    double sum = 0;
    for (int j = 0; j < weights.length; j++) {
      sum += theta[j] == 0 ? 0 : weights[j] * Math.abs(theta[j]);
    }
    return sum;
  }

  LassoWeights times(double strength) {
    double[] scaled = weights.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] *= scaled[j] == 0 ? 0 : strength;
    }
    return new LassoWeights(scaled);
  }

  /** With zeros where the penalty wants nothing else. */
  double[] admissible(double[] theta) {
    double[] next = theta.clone();
    for (int j = 0; j < next.length; j++) {
      next[j] = weights[j] == Double.POSITIVE_INFINITY ? 0 : next[j];
    }
    return next;
  }

  /** No penalty on what is not zero in theta, and zeros for all else that has a weight. */
  LassoWeights support(double[] theta) {
    double[] either = new double[weights.length];
    for (int j = 0; j < either.length; j++) {
      either[j] = weights[j] > 0 && theta[j] == 0 ? Double.POSITIVE_INFINITY : 0;
    }
    return new LassoWeights(either);
  }

  /** Number of parameters that theta has, those without a weight and those that are not zero. */
  int count(double[] theta) {
    int count = 0;
    for (int j = 0; j < weights.length; j++) {
      count += weights[j] == 0 || theta[j] != 0 ? 1 : 0;
    }
    return count;
  }

  /** Of the design's zeros, and nothing else. */
  static LassoWeights none(ParameterLayout layout) {
    double[] weights = new double[layout.size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = layout.isFree(j) ? 0 : Double.POSITIVE_INFINITY;
    }
    return new LassoWeights(weights);
  }
}
