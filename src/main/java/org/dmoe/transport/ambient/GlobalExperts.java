package org.dmoe.transport.ambient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.SharedRegressions;
import org.dmoe.model.Design;
import org.dmoe.model.Expert;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.LinearExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.family.Family;

/**
 * K experts without a gate, on the standardised support.
 *
 * @param beta K x (q p) coefficients, predictor after predictor
 * @param variance K variances; NaN where the family has none
 */
public record GlobalExperts(double[][] beta, double[] variance) {

  public static GlobalExperts of(MixtureOfExperts mixture, StandardisedSupport support) {
    double[][] beta = new double[mixture.size()][];
    double[] variance = new double[mixture.size()];
    for (int k = 0; k < mixture.size(); k++) {
      beta[k] = standardise(mixture.linearExpert(k), support);
      variance[k] = mixture.linearExpert(k).dispersion();
    }
    return new GlobalExperts(beta, variance);
  }

  public int size() {
    return variance.length;
  }

  /**
   * The same with the mean of what all experts share by a design.
   *
   * @param columns coefficients of a predictor p
   */
  public GlobalExperts sharing(Design design, int columns) {
    if (!design.isShared()) {
      return this;
    }
    int p = beta[0].length;
    SharedEntries shared = SharedRegressions.shared(size(), p, j -> design.isEqual(j % columns));
    double[] all = new double[size() * p];
    for (int k = 0; k < size(); k++) {
      System.arraycopy(beta[k], 0, all, k * p, p);
    }
    shared.average(all);
    double[][] rows = new double[size()][];
    Arrays.setAll(rows, k -> Arrays.copyOfRange(all, k * p, (k + 1) * p));
    double[] variances = variance.clone();
    if (design.hasEqualVariance()) {
      SharedEntries.of(new int[size()]).average(variances);
    }
    return new GlobalExperts(rows, variances);
  }

  /** These experts and one more. */
  public GlobalExperts with(double[] coefficients, double noise) {
    double[][] more = Arrays.copyOf(beta, size() + 1);
    double[] variances = Arrays.copyOf(variance, size() + 1);
    more[size()] = coefficients.clone();
    variances[size()] = noise;
    return new GlobalExperts(more, variances);
  }

  /** An expert's coefficients on the standardised support, predictor after predictor. */
  static double[] standardise(Expert expert, StandardisedSupport support) {
    int p = support.columns();
    double[][] coefficients = expert.coefficients();
    double[] flat = new double[coefficients.length * p];
    for (int c = 0; c < coefficients.length; c++) {
      System.arraycopy(support.standardise(coefficients[c]), 0, flat, c * p, p);
    }
    return flat;
  }

  /** The experts in users' units. */
  public List<Expert> restore(Family family, StandardisedSupport support) {
    List<Expert> experts = new ArrayList<>(size());
    int p = support.columns();
    for (int k = 0; k < size(); k++) {
      double[][] coefficients = new double[family.predictors()][];
      for (int c = 0; c < coefficients.length; c++) {
        coefficients[c] = support.restore(Arrays.copyOfRange(beta[k], c * p, (c + 1) * p));
      }
      experts.add(
          family.hasDispersion()
              ? GaussianExpert.of(coefficients[0], variance[k])
              : LinearExpert.of(coefficients));
    }
    return experts;
  }
}
