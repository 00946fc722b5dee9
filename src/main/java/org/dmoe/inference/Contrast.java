package org.dmoe.inference;

import java.util.Arrays;
import org.dmoe.em.likelihood.ParameterLayout;

/**
 * A linear combination of parameters, c' theta.
 *
 * @param parameters that it is of
 * @param weights of each
 */
record Contrast(int[] parameters, double[] weights) {

  static Contrast of(int parameter) {
    return new Contrast(new int[] {parameter}, new double[] {1});
  }

  static Contrast difference(int parameter, int minus) {
    return new Contrast(new int[] {parameter, minus}, new double[] {1, -1});
  }

  /** Term j of the gate of expert k against that of another; the last has no parameters. */
  static Contrast gate(ParameterLayout layout, int k, int against, int j) {
    int last = layout.K() - 1;
    if (against == last) {
      return of(layout.gate(k) + j);
    }
    if (k == last) {
      return new Contrast(new int[] {layout.gate(against) + j}, new double[] {-1});
    }
    return difference(layout.gate(k) + j, layout.gate(against) + j);
  }

  double of(double[] theta) {
    double sum = 0;
    for (int i = 0; i < parameters.length; i++) {
      sum += weights[i] * theta[parameters[i]];
    }
    return sum;
  }

  boolean isIdentified(ParameterCovariance covariance) {
    return Arrays.stream(parameters).allMatch(covariance::identifies);
  }

  /** c' V b. */
  double covariance(ParameterCovariance covariance, Contrast other) {
    double sum = 0;
    for (int i = 0; i < parameters.length; i++) {
      for (int j = 0; j < other.parameters.length; j++) {
        sum += weights[i] * other.weights[j] * covariance.get(parameters[i], other.parameters[j]);
      }
    }
    return sum;
  }

  double standardError(ParameterCovariance covariance) {
    return Math.sqrt(Math.max(0, covariance(covariance, this)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contrast that
        && Arrays.equals(parameters, that.parameters)
        && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parameters);
  }
}
