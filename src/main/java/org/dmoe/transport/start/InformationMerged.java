package org.dmoe.transport.start;

import org.dmoe.linalg.Cholesky;
import org.dmoe.transport.plan.ComponentPlan;

/**
 * An expert of a canonical family with the information of its coefficients, I = mean_s pi^_l A''(x
 * eta) (x) x~ x~': merging is what both lose to second order, 1/2 d' (I_i^-1 + I_j^-1)^-1 d with d
 * = b_i - b_j.
 *
 * @param information (q p) x (q p), row-major, positive definite
 * @param beta coefficients on the standardised support (length q p)
 */
record InformationMerged(double[] information, double[] beta) implements MergedExpert {

  @Override
  public double variance() {
    return Double.NaN;
  }

  @Override
  public double mergingCost(MergedExpert given) {
    InformationMerged other = (InformationMerged) given;
    double[] difference = ComponentPlan.minus(other.beta, beta);
    double[] shift = shift(other, difference);
    double[] rest = ComponentPlan.minus(difference, shift);
    return 0.5 * (form(information, shift) + form(other.information, rest));
  }

  @Override
  public MergedExpert merge(MergedExpert given) {
    InformationMerged other = (InformationMerged) given;
    double[] middle = shift(other, ComponentPlan.minus(other.beta, beta));
    for (int j = 0; j < middle.length; j++) {
      middle[j] += beta[j];
    }
    return new InformationMerged(sum(other), middle);
  }

  /** (I_i + I_j)^-1 I_j d, from this one's coefficients to those of both. */
  private double[] shift(InformationMerged other, double[] difference) {
    int n = beta.length;
    double[] shift = new double[n];
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        shift[a] += other.information[a * n + b] * difference[b];
      }
    }
    double[] R = Cholesky.factorShifted(sum(other), n);
    if (R == null) {
      throw new IllegalArgumentException("the information of two experts is not finite");
    }
    Cholesky.solve(R, n, shift);
    return shift;
  }

  private double[] sum(InformationMerged other) {
    double[] sum = information.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.information[i];
    }
    return sum;
  }

  private static double form(double[] M, double[] v) {
    double sum = 0;
    for (int a = 0; a < v.length; a++) {
      for (int b = 0; b < v.length; b++) {
        sum += v[a] * M[a * v.length + b] * v[b];
      }
    }
    return sum;
  }
}
