package org.dmoe.evaluate;

import java.util.Arrays;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.transport.start.Matching;

/**
 * Mean squared differences between a model's parameters and a reference's, experts matched at the
 * least summed cost of transport, which does not depend on the units of covariates.
 *
 * @param matching expert k of the reference corresponds to expert matching[k] of the model
 * @param coefficients of the experts, intercepts with them
 * @param variances of the experts
 * @param gate parameters, on the reference's identification: its last expert's are zero
 */
public record ParameterError(int[] matching, double coefficients, double variances, double gate) {

  public ParameterError {
    matching = matching.clone();
  }

  @Override
  public int[] matching() {
    return matching.clone();
  }

  /**
   * Compares a model with a reference, the truth for instance.
   *
   * @param costs of each of the reference's experts (row) to each of the model's
   * @throws IllegalArgumentException if the models differ in experts or dimension
   */
  public static ParameterError of(
      MixtureOfExperts model, MixtureOfExperts reference, double[][] costs) {
    if (!model.family().equals(reference.family())) {
      throw new IllegalArgumentException(
          "models of families %s and %s cannot be compared"
              .formatted(model.family().id(), reference.family().id()));
    }
    if (model.size() != reference.size() || model.dimension() != reference.dimension()) {
      throw new IllegalArgumentException(
          "models of %d and %d experts over %d and %d covariates cannot be compared"
              .formatted(model.size(), reference.size(), model.dimension(), reference.dimension()));
    }
    int[] matching = Matching.leastCost(costs);
    MixtureOfExperts matched = model.permuted(matching);
    int n = reference.size();
    double coefficients = 0;
    double variances = 0;
    double gate = 0;
    for (int k = 0; k < n; k++) {
      double[][] found = matched.linearExpert(k).coefficients();
      double[][] known = reference.linearExpert(k).coefficients();
      for (int c = 0; c < known.length; c++) {
        coefficients += squared(found[c], known[c]) / known.length;
      }
      variances +=
          squared(matched.linearExpert(k).dispersion() - reference.linearExpert(k).dispersion());
      gate += squared(matched.gate().alpha(k), reference.gate().alpha(k));
    }
    int p = reference.dimension() + 1;
    int free = (n - 1) * p;
    return new ParameterError(
        matching, coefficients / (n * p), variances / n, free == 0 ? 0 : gate / free);
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += squared(a[j] - b[j]);
    }
    return sum;
  }

  private static double squared(double v) {
    return v * v;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterError that
        && Arrays.equals(matching, that.matching)
        && Double.compare(coefficients, that.coefficients) == 0
        && Double.compare(variances, that.variances) == 0
        && Double.compare(gate, that.gate) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(matching) + Double.hashCode(coefficients + variances + gate);
  }
}
