package org.dmoe.transport.plan;

/**
 * KL(global || local), in nats: the direction in which a global expert avoids what a local one
 * holds for unlikely. Local experts pull in proportion to their precisions, and the barycentre's
 * precision is the mean of theirs.
 */
final class ReverseCost implements ExpertCost {

  private static final ExpertCost FORWARD = new KullbackLeiblerCost();

  @Override
  public double offset(double localVariance, double globalVariance) {
    return FORWARD.offset(globalVariance, localVariance);
  }

  @Override
  public double slope(double globalVariance) {
    return 0.5;
  }

  @Override
  public double pull(double localVariance) {
    return 1 / localVariance;
  }

  @Override
  public double moment(double localVariance) {
    return 1 / localVariance;
  }

  @Override
  public double barycentreVariance(double meanMoment, double meanSquaredDeviation) {
    return 1 / meanMoment;
  }
}
