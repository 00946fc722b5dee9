package org.dmoe.em;

import java.util.Arrays;
import org.dmoe.data.Observations;
import org.dmoe.model.SoftmaxGate;

/** Objective, gradient and Hessian of a multinomial logistic regression on standardised rows. */
final class GateProblem {

  private final Observations observations;
  private final Standardization standardization;
  private final double[][] labels;
  private final double ridge;
  private final int K;
  private final int p;
  private final double totalMass;
  private final double[] gradient;
  private final double[] information;
  private double leastPivot;

  GateProblem(Observations observations, double[][] labels, double ridge) {
    this.observations = observations;
    this.standardization = Standardization.of(observations);
    this.labels = labels;
    this.ridge = ridge;
    this.K = labels[0].length;
    this.p = observations.dimension() + 1;
    this.gradient = new double[parameters()];
    this.information = new double[parameters() * parameters()];
    double mass = 0;
    for (int i = 0; i < labels.length; i++) {
      mass += observations.weight(i) * checkedMass(labels[i]);
    }
    this.totalMass = mass;
  }

  private double checkedMass(double[] row) {
    if (row.length != K || K == 0) {
      throw new IllegalArgumentException("a label has " + row.length + " masses, expected " + K);
    }
    double mass = 0;
    for (double t : row) {
      if (!(t >= 0) || Double.isInfinite(t)) {
        throw new IllegalArgumentException("a label's mass is negative or not finite: " + t);
      }
      mass += t;
    }
    return mass;
  }

  int parameters() {
    return (K - 1) * p;
  }

  double totalMass() {
    return totalMass;
  }

  /** Objective at a gate of (K-1) p coefficients; keeps gradient and information for later. */
  double evaluate(double[] gate) {
    Arrays.fill(gradient, 0);
    Arrays.fill(information, 0);
    double value = 0;
    double[][] z = new double[p][Observations.BLOCK_ROWS];
    Arrays.fill(z[0], 1);
    for (int b = 0; b < observations.blockCount(); b++) {
      Observations.Block block = observations.block(b);
      for (int j = 1; j < p; j++) {
        standardization.standardizeColumn(j - 1, block.covariates()[j - 1], z[j], block.rows());
      }
      for (int i = 0; i < block.rows(); i++) {
        double[] label = labels[b * Observations.BLOCK_ROWS + i];
        value += addRow(gate, row(z, i), label, block.weights()[i]);
      }
    }
    return value - penalize(gate);
  }

  private double[] row(double[][] z, int i) {
    double[] row = new double[p];
    for (int j = 0; j < p; j++) {
      row[j] = z[j][i];
    }
    return row;
  }

  private double addRow(double[] gate, double[] z, double[] label, double weight) {
    double[] logPi = new double[K];
    double mass = label[K - 1];
    for (int k = 0; k < K - 1; k++) {
      for (int j = 0; j < p; j++) {
        logPi[k] += gate[k * p + j] * z[j];
      }
      mass += label[k];
    }
    normalize(logPi);
    double value = 0;
    double[] pi = new double[K];
    for (int k = 0; k < K; k++) {
      pi[k] = Math.exp(logPi[k]);
      value += label[k] == 0 ? 0 : label[k] * logPi[k];
    }
    for (int k = 0; k < K - 1; k++) {
      axpy(weight * (label[k] - mass * pi[k]), z, gradient, k * p, 0);
      for (int l = k; l < K - 1; l++) {
        addBlock(k, l, weight * mass * pi[k] * ((k == l ? 1 : 0) - pi[l]), z);
      }
    }
    return weight * value;
  }

  private static void normalize(double[] logits) {
    double max = Arrays.stream(logits).max().orElse(0);
    double sum = 0;
    for (double v : logits) {
      sum += Math.exp(v - max);
    }
    double norm = max + Math.log(sum);
    for (int k = 0; k < logits.length; k++) {
      logits[k] -= norm;
    }
  }

  private void addBlock(int k, int l, double weight, double[] z) {
    int q = parameters();
    for (int a = 0; a < p; a++) {
      axpy(weight * z[a], z, information, (k * p + a) * q + l * p, k == l ? a : 0);
    }
  }

  private static void axpy(double factor, double[] x, double[] y, int offset, int from) {
    for (int j = from; j < x.length; j++) {
      y[offset + j] += factor * x[j];
    }
  }

  /** Subtracts the penalty's derivatives; symmetric in the experts, so that no one is special. */
  private double penalize(double[] gate) {
    if (ridge == 0) {
      return 0;
    }
    double penalty = 0;
    int q = parameters();
    for (int j = 1; j < p; j++) {
      double mean = 0;
      for (int k = 0; k < K - 1; k++) {
        mean += gate[k * p + j] / K;
      }
      penalty += mean * mean;
      for (int k = 0; k < K - 1; k++) {
        double deviation = gate[k * p + j] - mean;
        penalty += deviation * deviation;
        gradient[k * p + j] -= ridge * deviation;
        for (int l = k; l < K - 1; l++) {
          information[(k * p + j) * q + l * p + j] += ridge * ((k == l ? 1 : 0) - 1.0 / K);
        }
      }
    }
    return ridge / 2 * penalty;
  }

  /** Newton's direction at the gate evaluated last. */
  double[] newtonDirection() {
    int q = parameters();
    double[] direction = gradient.clone();
    if (q == 0) {
      leastPivot = 1;
      return direction;
    }
    double[] R = information.clone();
    if (!Cholesky.factor(R, q, 1e-13 * totalMass)) {
      R = Cholesky.factorShifted(information, q);
      leastPivot = 0;
    } else {
      leastPivot = Double.POSITIVE_INFINITY;
      for (int i = 0; i < q; i++) {
        leastPivot = Math.min(leastPivot, R[i * q + i] * R[i * q + i] / totalMass);
      }
    }
    Cholesky.solve(R, q, direction);
    return direction;
  }

  double leastPivot() {
    return leastPivot;
  }

  double slope(double[] direction) {
    double slope = 0;
    for (int j = 0; j < direction.length; j++) {
      slope += direction[j] * gradient[j];
    }
    return slope;
  }

  SoftmaxGate toUsersUnits(double[] gate) {
    double[][] alpha = new double[K][p];
    for (int k = 0; k < K - 1; k++) {
      alpha[k] = standardization.gateToUsersUnits(gate, k * p);
    }
    return SoftmaxGate.of(alpha);
  }
}
