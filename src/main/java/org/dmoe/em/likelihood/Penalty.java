package org.dmoe.em.likelihood;

/**
 * Ridge penalties on standardised slopes: gateRidge / 2 sum_k |a_k - mean a|^2 over all K gates,
 * which does not depend on the gate that is held at zero, and expertRidge / 2 sum_k |b_k|^2.
 */
public record Penalty(ParameterLayout layout, double gateRidge, double expertRidge)
    implements RidgePenalty {

  @Override
  public double value(double[] theta) {
    double gates = 0;
    double experts = 0;
    for (int j = 1; j < layout.p(); j++) {
      double mean = meanSlope(theta, j);
      gates += mean * mean;
      for (int k = 0; k < layout.K() - 1; k++) {
        double deviation = theta[layout.gate(k) + j] - mean;
        gates += deviation * deviation;
      }
      for (int k = 0; k < layout.K(); k++) {
        double slope = theta[layout.mean(k) + j];
        experts += slope * slope;
      }
    }
    return 0.5 * (gateRidge * gates + expertRidge * experts);
  }

  @Override
  public void subtractGradient(double[] theta, double[] gradient) {
    for (int j = 1; j < layout.p(); j++) {
      double mean = meanSlope(theta, j);
      for (int k = 0; k < layout.K() - 1; k++) {
        gradient[layout.gate(k) + j] -= gateRidge * (theta[layout.gate(k) + j] - mean);
      }
      for (int k = 0; k < layout.K(); k++) {
        gradient[layout.mean(k) + j] -= expertRidge * theta[layout.mean(k) + j];
      }
    }
  }

  @Override
  public void addGateCurvature(double[] M, int size) {
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int l = 0; l < layout.K() - 1; l++) {
        double v = gateRidge * ((k == l ? 1 : 0) - 1.0 / layout.K());
        for (int j = 1; j < layout.p(); j++) {
          M[(layout.gate(k) + j) * size + layout.gate(l) + j] += v;
        }
      }
    }
  }

  @Override
  public void addExpertCurvature(double[] M, int size, int offset, double scale) {
    for (int j = 1; j < layout.p(); j++) {
      M[(offset + j) * size + offset + j] += scale * expertRidge;
    }
  }

  private double meanSlope(double[] theta, int j) {
    double sum = 0;
    for (int k = 0; k < layout.K() - 1; k++) {
      sum += theta[layout.gate(k) + j];
    }
    return sum / layout.K();
  }
}
