package org.dmoe.transport.plan;

import org.dmoe.linalg.PortableMath;

/** KL(local || global), in nats: arXiv 2312.09877, the cost of the reduction estimator. */
public final class KullbackLeiblerCost implements ExpertCost {

  /** Relative difference of variances up to which the series is used. */
  private static final double CLOSE = 0.5;

  /** Half of v_l/v_k - 1 - log(v_l/v_k), all digits and finite at any ratio of variances. */
  @Override
  public double offset(double localVariance, double globalVariance) {
    double excess = (localVariance - globalVariance) / globalVariance;
    if (Math.abs(excess) < CLOSE) {
      return 0.5 * excessOverLog(excess);
    }
    // the logarithm of a quotient that may underflow, as a difference
    return 0.5 * (excess - (PortableMath.log(localVariance) - PortableMath.log(globalVariance)));
  }

  /** e - log(1 + e) = r e - 2 r^3 (1/3 + r^2/5 + r^4/7 + ...), where r = e / (2 + e). */
  private static double excessOverLog(double e) {
    double r = e / (2 + e);
    double square = r * r;
    double sum = 0;
    double power = 1;
    for (int n = 3; power / n > Math.ulp(sum); n += 2) {
      sum += power / n;
      power *= square;
    }
    return r * e - 2 * r * square * sum;
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
