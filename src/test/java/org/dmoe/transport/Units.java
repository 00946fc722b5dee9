package org.dmoe.transport;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.SupportingSample;
import org.dmoe.model.GaussianExpert;
import org.dmoe.model.MixtureOfExperts;
import org.dmoe.model.SoftmaxGate;

/** The same mixtures and points with x'_j = shift_j + scale_j x_j and y' = response y. */
final class Units {

  private Units() {}

  static double[] convert(double[] x, double[] shift, double[] scale) {
    double[] converted = x.clone();
    for (int j = 0; j < x.length; j++) {
      converted[j] = shift[j] + scale[j] * x[j];
    }
    return converted;
  }

  static SupportingSample convert(SupportingSample sample, double[] shift, double[] scale) {
    double[][] rows = new double[sample.size()][];
    for (int s = 0; s < rows.length; s++) {
      rows[s] = convert(sample.row(s), shift, scale);
    }
    return SupportingSample.of(sample.features(), rows);
  }

  static MixtureOfExperts convert(
      MixtureOfExperts mixture, double[] shift, double[] scale, double response) {
    List<GaussianExpert> experts = new ArrayList<>();
    double[][] alpha = new double[mixture.size()][];
    for (int k = 0; k < mixture.size(); k++) {
      double[] beta = coefficients(mixture.expert(k).beta(), shift, scale);
      for (int j = 0; j < beta.length; j++) {
        beta[j] *= response;
      }
      experts.add(GaussianExpert.of(beta, response * response * mixture.expert(k).variance()));
      alpha[k] = coefficients(mixture.gate().alpha(k), shift, scale);
    }
    return MixtureOfExperts.of(SoftmaxGate.of(alpha), experts);
  }

  private static double[] coefficients(double[] c, double[] shift, double[] scale) {
    double[] converted = c.clone();
    for (int j = 0; j < shift.length; j++) {
      converted[j + 1] = c[j + 1] / scale[j];
      converted[0] -= converted[j + 1] * shift[j];
    }
    return converted;
  }
}
