package org.dmoe.inference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.refine.Parameters;

/** How many intervals of 95 % hold the true parameters, for each group of them. */
final class Coverage {

  private final Map<String, int[]> groups = new LinkedHashMap<>();

  /** Experts of both in the same order. */
  void add(MixtureOfExperts truth, MixtureOfExperts fitted, ParameterCovariance covariance) {
    ParameterLayout layout = Parameters.layout(truth);
    double[] target = Parameters.of(truth);
    double[] theta = Parameters.of(fitted);
    ContinuousDistribution reference = Distributions.ofRatio(covariance.degreesOfFreedom());
    double quantile = reference.inverseSurvivalProbability(0.025);
    for (int j = 0; j < theta.length; j++) {
      double half = quantile * Math.sqrt(covariance.get(j, j));
      boolean holds = covariance.identifies(j) && Math.abs(theta[j] - target[j]) <= half;
      int[] counts = groups.computeIfAbsent(group(layout, j), name -> new int[2]);
      counts[0] += holds ? 1 : 0;
      counts[1]++;
    }
  }

  private static String group(ParameterLayout layout, int j) {
    if (j < layout.gateSize()) {
      return "gate";
    }
    if (j >= layout.logVariance(0)) {
      return "log variances";
    }
    return (j - layout.mean(0)) % layout.p() == 0 ? "intercepts" : "slopes";
  }

  /** Of each group. */
  Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    groups.forEach((name, counts) -> shares.put(name, (double) counts[0] / counts[1]));
    return shares;
  }
}
