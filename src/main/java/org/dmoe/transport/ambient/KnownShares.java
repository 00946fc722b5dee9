package org.dmoe.transport.ambient;

import java.util.List;
import org.dmoe.model.LocalModel;

/**
 * What the machines' shares count for at the rows of the support: where a machine's own rows do not
 * determine its model, the others have its share.
 */
final class KnownShares {

  private final StandardisedSupport support;
  private final List<UnknownDirections> unknown;

  /** Sum of the shares of the machines that know their model at each row; empty if all do. */
  private final double[] known;

  private KnownShares(
      StandardisedSupport support, List<UnknownDirections> unknown, double[] share) {
    this.support = support;
    this.unknown = unknown;
    this.known = sum(share);
  }

  /**
   * @param share lambda_m of each model
   */
  static KnownShares of(List<LocalModel> models, double[] share, StandardisedSupport support) {
    return new KnownShares(
        support,
        models.stream().map(model -> UnknownDirections.of(model.undetermined(), support)).toList(),
        share);
  }

  private double[] sum(double[] share) {
    if (unknown.stream().allMatch(UnknownDirections::isEmpty)) {
      return new double[0];
    }
    double[] sum = new double[support.size()];
    for (int m = 0; m < share.length; m++) {
      for (int s = 0; s < sum.length; s++) {
        int b = s / StandardisedSupport.BLOCK_ROWS;
        sum[s] += unknown.get(m).contains(b, s % StandardisedSupport.BLOCK_ROWS) ? share[m] : 0;
      }
    }
    return sum;
  }

  /** By what machine m's share is multiplied at each row of block b; nothing if all by one. */
  double[] factors(int m, int b) {
    if (known.length == 0) {
      return known;
    }
    double[] factors = new double[support.rows(b)];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = factor(m, b, i);
    }
    return factors;
  }

  /** By what machine m's share is multiplied at row i of block b. */
  double factor(int m, int b, int i) {
    double sum = known.length == 0 ? 0 : known[b * StandardisedSupport.BLOCK_ROWS + i];
    return sum > 0 ? (unknown.get(m).contains(b, i) ? 1 / sum : 0) : 1;
  }
}
