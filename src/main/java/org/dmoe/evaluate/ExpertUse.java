package org.dmoe.evaluate;

import java.util.List;

/**
 * Which experts of a model rows belong to; means are weighted.
 *
 * @param entropy of the responsibilities, mean in nats: 0 where experts do not overlap
 * @param shares of the experts, mean responsibilities, in the model's order
 */
public record ExpertUse(double entropy, List<Double> shares) {

  public ExpertUse {
    shares = List.copyOf(shares);
  }

  /** The smallest of the shares. */
  public double smallestShare() {
    return shares.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }
}
