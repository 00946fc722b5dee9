package org.dmoe.transport.plan;

/** KL(local || global), in nats: arXiv 2312.09877, the cost of the reduction estimator. */
public final class KullbackLeiblerCost implements ExpertCost {

  /** Half of v_l/v_k - 1 - log(v_l/v_k), without cancellation where the variances are close. */
  @Override
  public double offset(double localVariance, double globalVariance) {
    double excess = (localVariance - globalVariance) / globalVariance;
    return 0.5 * (excess - Math.log1p(excess));
  }

  @Override
  public double slope(double globalVariance) {
    return 0.5 / globalVariance;
  }

  @Override
  public double moment(double localVariance) {
    return localVariance;
  }

  /** Moment matching: variance within plus variance between. */
  @Override
  public double barycentreVariance(double meanMoment, double meanSquaredDeviation) {
    return meanMoment + meanSquaredDeviation;
  }
}
