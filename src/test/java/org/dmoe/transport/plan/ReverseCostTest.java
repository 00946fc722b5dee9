package org.dmoe.transport.plan;

class ReverseCostTest extends ExpertCostContract {

  @Override
  ExpertCost cost() {
    return new ReverseCost();
  }

  /** The log-ratio of the densities at a value that the global expert draws. */
  @Override
  double integrand(double z, double m, double v, double globalVariance) {
    double y = Math.sqrt(globalVariance) * z;
    return 0.5 * (Math.log(v / globalVariance) - z * z + (y - m) * (y - m) / v);
  }
}
