package org.dmoe.transport.start;

import org.dmoe.linalg.Cholesky;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.VectorMath;
import org.dmoe.transport.plan.ComponentPlan;

/**
 * An expert with the Gram matrix of its gate weights on the support.
 *
 * @param mass mean of the gate weights
 * @param gram packed
 * @param beta coefficients on the standardised support (length p)
 */
record GaussianMerged(double mass, double[] gram, double[] beta, double variance)
    implements MergedExpert {

  /** Added to the unit diagonal, so that experts of little mass can be merged too. */
  private static final double RIDGE = 1e-9;

  /** Runnalls' bound (his equation 16) on what merging costs, in nats times mass. */
  @Override
  public double mergingCost(MergedExpert given) {
    GaussianMerged other = (GaussianMerged) given;
    double both = mass + other.mass;
    if (!(mass > 0 && other.mass > 0)) {
      return 0;
    }
    double[] difference = ComponentPlan.minus(beta, other.beta);
    double merged = variance(other, spread(other, difference));
    return 0.5
        * (both * PortableMath.log(merged)
            - mass * PortableMath.log(variance)
            - other.mass * PortableMath.log(other.variance));
  }

  /** The expert with the moments of both. */
  @Override
  public MergedExpert merge(MergedExpert given) {
    GaussianMerged other = (GaussianMerged) given;
    double[] difference = ComponentPlan.minus(beta, other.beta);
    double[] gramOfBoth = gram.clone();
    VectorMath.add(gramOfBoth, other.gram, gramOfBoth.length);
    return new GaussianMerged(
        mass + other.mass,
        gramOfBoth,
        mergedBeta(other, gramOfBoth),
        variance(other, spread(other, difference)));
  }

  private double variance(GaussianMerged other, double spread) {
    double both = mass + other.mass;
    if (!(both > 0)) {
      return 0.5 * (variance + other.variance);
    }
    return (mass * variance + other.mass * other.variance + spread) / both;
  }

  /**
   * Squared distance of both means from the merged one, weighted by their gates: with G_i, G_j and
   * d = beta_i - beta_j it is (G_i d)' (G_i + G_j)^-1 (G_j d).
   */
  private double spread(GaussianMerged other, double[] difference) {
    int p = difference.length;
    double[] left = new double[p];
    double[] right = new double[p];
    PackedSymmetric.multiplyAdd(gram, difference, left);
    PackedSymmetric.multiplyAdd(other.gram, difference, right);
    double[][] R = factor(other, p);
    Cholesky.forward(R, left);
    Cholesky.forward(R, right);
    return Math.max(0, VectorMath.dot(left, right));
  }

  /** R with R'R = G_i + G_j, made definite by a small ridge. */
  private double[][] factor(GaussianMerged other, int p) {
    for (double ridge = RIDGE; ridge <= 1; ridge *= 100) {
      double[][] R = new double[p][p];
      PackedSymmetric.addUpper(gram, R);
      PackedSymmetric.addUpper(other.gram, R);
      double trace = 0;
      for (int a = 0; a < p; a++) {
        trace += R[a][a];
      }
      for (int a = 0; a < p; a++) {
        R[a][a] += ridge * trace / p + Double.MIN_NORMAL;
      }
      if (Cholesky.factor(R, 0)) {
        return R;
      }
    }
    throw new IllegalArgumentException("the Gram matrices of two experts are not finite");
  }

  /** Solved as a correction of the average by mass, which undetermined directions keep. */
  private double[] mergedBeta(GaussianMerged other, double[] gramOfBoth) {
    double both = mass + other.mass;
    double own = both > 0 ? mass / both : 0.5;
    double[] average = new double[beta.length];
    for (int j = 0; j < average.length; j++) {
      average[j] = own * beta[j] + (1 - own) * other.beta[j];
    }
    double[] right = new double[beta.length];
    PackedSymmetric.multiplyAdd(gram, ComponentPlan.minus(beta, average), right);
    PackedSymmetric.multiplyAdd(other.gram, ComponentPlan.minus(other.beta, average), right);
    double[] correction = NormalEquations.solve(gramOfBoth, right);
    for (int j = 0; j < average.length; j++) {
      average[j] += correction[j];
    }
    return average;
  }
}
