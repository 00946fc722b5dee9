package org.dmoe.transport.plan;

/**
 * Cost of transport between two Gaussian experts, with the barycentre that it defines.
 *
 * <p>At a point x the cost is {@code offset(v_l, v_k) + pull(v_l) slope(v_k) (m_l(x) - m_k(x))^2}
 * for a local expert of variance v_l and mean m_l and a global one of v_k and m_k. As the slope is
 * the same for all local experts, the mean of a barycentre is their least-squares regression,
 * weighted by the plan and the pulls.
 */
public interface ExpertCost {

  /** The cost where the means agree, in units of the cost. */
  double offset(double localVariance, double globalVariance);

  /** The factor on the squared difference of the means. */
  double slope(double globalVariance);

  /** How strongly a local expert draws the mean of a global one to its own; 1 of most costs. */
  default double pull(double localVariance) {
    return 1;
  }

  /** What is averaged, with the plan's weights, of the variances of the local experts. */
  double moment(double localVariance);

  /**
   * Variance of the barycentre.
   *
   * @param meanMoment average of {@link #moment}
   * @param meanSquaredDeviation average of pull(v_l) (m_l(x) - m_k(x))^2 about the barycentre's
   *     mean
   */
  double barycentreVariance(double meanMoment, double meanSquaredDeviation);

  /** The cost of that name. */
  static ExpertCost of(CostKind kind) {
    return switch (kind) {
      case KL -> new KullbackLeiblerCost();
      case W2 -> new SquaredWassersteinCost();
      case REVERSE -> new ReverseCost();
    };
  }
}
