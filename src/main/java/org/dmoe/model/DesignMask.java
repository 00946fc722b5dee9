package org.dmoe.model;

import java.util.List;

/** Zeros where a design has no coefficients. */
final class DesignMask {

  private DesignMask() {}

  static SoftmaxGate of(SoftmaxGate gate, Design design) {
    double[][] alpha = gate.alpha();
    for (double[] ofExpert : alpha) {
      for (int j = 0; j < ofExpert.length; j++) {
        ofExpert[j] = design.gateHas(j) ? ofExpert[j] : 0;
      }
    }
    return SoftmaxGate.of(alpha);
  }

  static List<Expert> of(List<Expert> experts, Design design) {
    return experts.stream().map(expert -> of(expert, design)).toList();
  }

  private static Expert of(Expert expert, Design design) {
    double[][] beta = expert.coefficients();
    for (double[] predictor : beta) {
      for (int j = 0; j < predictor.length; j++) {
        predictor[j] = design.expertsHave(j) ? predictor[j] : 0;
      }
    }
    return expert instanceof GaussianExpert
        ? GaussianExpert.of(beta[0], expert.dispersion())
        : LinearExpert.of(beta);
  }
}
