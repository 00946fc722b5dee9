package org.dmoe.transport.start;

import org.dmoe.model.Undetermined;

/**
 * A weighted average of coefficients in users' units, each taken from the machines whose rows
 * determine it; from all of them where none does.
 */
public final class CoefficientAverage {

  private final double[] sums;
  private final double[] weights;
  private final double[] sumsOfAll;
  private double weightOfAll;

  /**
   * @param length of the coefficients, d + 1
   */
  public CoefficientAverage(int length) {
    this.sums = new double[length];
    this.weights = new double[length];
    this.sumsOfAll = new double[length];
  }

  /** Adds the coefficients of a machine. */
  public void add(double weight, double[] coefficients, Undetermined undetermined) {
    weightOfAll += weight;
    for (int j = 0; j < sums.length; j++) {
      sumsOfAll[j] += weight * coefficients[j];
      if (!undetermined.concerns(j)) {
        sums[j] += weight * coefficients[j];
        weights[j] += weight;
      }
    }
  }

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return !(weightOfAll > 0);
  }

  public double[] result() {
    double[] average = new double[sums.length];
    for (int j = 0; j < average.length; j++) {
      average[j] = weights[j] > 0 ? sums[j] / weights[j] : sumsOfAll[j] / weightOfAll;
    }
    return average;
  }
}
