package org.dmoe.transport.plan;

class SquaredWassersteinCostTest extends ExpertCostContract {

  @Override
  ExpertCost cost() {
    return new SquaredWassersteinCost();
  }

  /** Squared difference of the quantiles. */
  @Override
  double integrand(double z, double m, double v, double globalVariance) {
    double difference = m + Math.sqrt(v) * z - Math.sqrt(globalVariance) * z;
    return difference * difference;
  }
}
