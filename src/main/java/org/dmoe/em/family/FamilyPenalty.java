package org.dmoe.em.family;

import org.dmoe.em.likelihood.RidgePenalty;
import org.dmoe.model.family.CanonicalFamily;

/**
 * Ridge penalties on standardised covariates: gateRidge / 2 tr(M_K A D A') and expertRidge / 2
 * sum_k tr(M B_k D B_k'), with M_K = I - 11'/K, the family's metric M and D = diag(intercept, 1,
 * ..., 1). They do not depend on which gate is held at zero, nor on which class is the baseline;
 * intercepts are drawn a little too, so that a class without rows has finite coefficients.
 */
public record FamilyPenalty(
    FamilyLayout layout, CanonicalFamily family, double gateRidge, double expertRidge)
    implements RidgePenalty {

  private static final double GATE_INTERCEPT = 0.01;
  private static final double EXPERT_INTERCEPT = 0.1;

  @Override
  public double value(double[] theta) {
    double[] gradient = new double[theta.length];
    subtractGradient(theta, gradient);
    double sum = 0;
    for (int j = 0; j < theta.length; j++) {
      sum -= theta[j] * gradient[j];
    }
    return 0.5 * sum;
  }

  @Override
  public void subtractGradient(double[] theta, double[] gradient) {
    for (int a = 0; a < layout.K() - 1; a++) {
      for (int b = 0; b < layout.K() - 1; b++) {
        for (int j = 0; j < layout.p(); j++) {
          gradient[layout.gate(a) + j] -= gate(a, b, j) * theta[layout.gate(b) + j];
        }
      }
    }
    for (int k = 0; k < layout.K(); k++) {
      for (int a = 0; a < layout.q(); a++) {
        for (int b = 0; b < layout.q(); b++) {
          for (int j = 0; j < layout.p(); j++) {
            gradient[layout.expert(k, a) + j] -= expert(a, b, j) * theta[layout.expert(k, b) + j];
          }
        }
      }
    }
  }

  @Override
  public void addGateCurvature(double[] M, int size) {
    for (int a = 0; a < layout.K() - 1; a++) {
      for (int b = 0; b < layout.K() - 1; b++) {
        for (int j = 0; j < layout.p(); j++) {
          M[(layout.gate(a) + j) * size + layout.gate(b) + j] += gate(a, b, j);
        }
      }
    }
  }

  @Override
  public void addExpertCurvature(double[] M, int size, int offset, double scale) {
    int p = layout.p();
    for (int a = 0; a < layout.q(); a++) {
      for (int b = 0; b < layout.q(); b++) {
        for (int j = 0; j < p; j++) {
          M[(offset + a * p + j) * size + offset + b * p + j] += scale * expert(a, b, j);
        }
      }
    }
  }

  private double gate(int a, int b, int j) {
    double metric = (a == b ? 1 : 0) - 1.0 / layout.K();
    return gateRidge * metric * (j == 0 ? GATE_INTERCEPT : 1);
  }

  private double expert(int a, int b, int j) {
    return expertRidge * family.metric(a, b) * (j == 0 ? EXPERT_INTERCEPT : 1);
  }
}
