package org.dmoe.transport.plan;

/** Squared 2-Wasserstein distance of two Gaussians, in squared units of the response. */
final class SquaredWassersteinCost implements ExpertCost {

  @Override
  public double offset(double localVariance, double globalVariance) {
    double difference = Math.sqrt(localVariance) - Math.sqrt(globalVariance);
    return difference * difference;
  }

  @Override
  public double slope(double globalVariance) {
    return 1;
  }

  @Override
  public double moment(double localVariance) {
    return Math.sqrt(localVariance);
  }

  /** The barycentre's standard deviation is the mean of the standard deviations. */
  @Override
  public double barycentreVariance(double meanMoment, double meanSquaredDeviation) {
    return meanMoment * meanMoment;
  }
}
