package org.dmoe.em;

import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.StandardisedRows;

/** The sums of a pass by their definition: one row at a time, Math.exp, plain loops. */
public final class PlainCore {

  public final double[] gradient;
  public final double[] mass;
  public final double[] squares;
  public final double[][] expertGrams;
  public final double[][] gateGrams;
  public double logLikelihood;

  private final ParameterLayout layout;
  private final double[] theta;

  public PlainCore(StandardisedRows rows, ParameterLayout layout, double[] theta) {
    this.layout = layout;
    this.theta = theta;
    int p = layout.p();
    int K = layout.K();
    gradient = new double[layout.size()];
    mass = new double[K];
    squares = new double[K];
    expertGrams = new double[K][p * p];
    gateGrams = new double[K * (K - 1) / 2][p * p];
    for (int b = 0; b < rows.blockCount(); b++) {
      rows.load(b);
      for (int i = 0; i < rows.observations().block(b).rows(); i++) {
        double[] x = new double[p];
        for (int j = 0; j < p; j++) {
          x[j] = rows.columns()[j][i];
        }
        addRow(x, rows.response()[i], rows.weights()[i]);
      }
    }
  }

  private void addRow(double[] x, double y, double weight) {
    int K = layout.K();
    double[] pi = new double[K];
    double[] tau = new double[K];
    double[] residual = new double[K];
    double gateSum = 0;
    double density = 0;
    for (int k = 0; k < K; k++) {
      pi[k] = k < K - 1 ? Math.exp(dot(x, layout.gate(k))) : 1;
      gateSum += pi[k];
    }
    for (int k = 0; k < K; k++) {
      pi[k] /= gateSum;
      residual[k] = y - dot(x, layout.mean(k));
      double variance = Math.exp(theta[layout.logVariance(k)]);
      double normal =
          Math.exp(-0.5 * residual[k] * residual[k] / variance) / Math.sqrt(2 * Math.PI * variance);
      tau[k] = pi[k] * normal;
      density += tau[k];
    }
    logLikelihood += weight * Math.log(density);
    for (int k = 0; k < K; k++) {
      tau[k] /= density;
    }
    addSums(x, weight, pi, tau, residual);
  }

  private void addSums(double[] x, double weight, double[] pi, double[] tau, double[] residual) {
    int pair = 0;
    for (int k = 0; k < layout.K(); k++) {
      double precision = Math.exp(-theta[layout.logVariance(k)]);
      double squared = residual[k] * residual[k];
      mass[k] += weight * tau[k];
      squares[k] += weight * tau[k] * squared;
      for (int j = 0; j < x.length; j++) {
        if (k < layout.K() - 1) {
          gradient[layout.gate(k) + j] += weight * (tau[k] - pi[k]) * x[j];
        }
        gradient[layout.mean(k) + j] += weight * tau[k] * residual[k] * precision * x[j];
      }
      gradient[layout.logVariance(k)] += weight * tau[k] * 0.5 * (squared * precision - 1);
      addOuter(expertGrams[k], weight * tau[k], x);
      for (int l = k + 1; l < layout.K(); l++) {
        addOuter(gateGrams[pair++], weight * pi[k] * pi[l], x);
      }
    }
  }

  private static void addOuter(double[] M, double weight, double[] x) {
    for (int a = 0; a < x.length; a++) {
      for (int b = 0; b < x.length; b++) {
        M[a * x.length + b] += weight * x[a] * x[b];
      }
    }
  }

  private double dot(double[] x, int offset) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += theta[offset + j] * x[j];
    }
    return sum;
  }
}
