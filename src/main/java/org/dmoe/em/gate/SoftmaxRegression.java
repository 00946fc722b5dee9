package org.dmoe.em.gate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.GateInformation;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.linalg.Cholesky;
import org.dmoe.linalg.GramKernel;
import org.dmoe.linalg.NormalEquations;
import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.Softmax;
import org.dmoe.linalg.VectorMath;
import org.dmoe.model.Design;
import org.dmoe.model.SoftmaxGate;

/** Objective, gradient and Hessian of a multinomial logistic regression on standardised rows. */
public final class SoftmaxRegression {

  private final StandardisedRows rows;
  private final ParameterLayout layout;
  private final Penalty penalty;
  private final GramKernel kernel;

  /** Masses of the labels, of each expert and row. */
  private final double[][] labels;

  private final double[][] logits;
  private final double[][] pi;
  private final double[] mass = new double[Observations.BLOCK_ROWS];
  private final double[] logSum = new double[Observations.BLOCK_ROWS];
  private final Softmax softmax = new Softmax(Observations.BLOCK_ROWS);
  private final double[][] pairWeights;
  private final double[][] pairGrams;
  private final double[][] errors;
  private final double[][] sums;
  private final double[] gradient;
  private final double totalMass;

  /**
   * @param labels K arrays, one mass a row, in the rows' order
   * @param design that says which covariates the gate has
   */
  public SoftmaxRegression(StandardisedRows rows, double[][] labels, double ridge, Design design) {
    int K = labels.length;
    int p = rows.p();
    this.rows = rows;
    this.labels = labels;
    this.layout = new ParameterLayout(p, K, design);
    this.penalty = new Penalty(layout, ridge, 0);
    this.kernel = new GramKernel(p);
    this.logits = new double[K][Observations.BLOCK_ROWS];
    this.pi = new double[K][Observations.BLOCK_ROWS];
    this.pairWeights = new double[layout.pairs()][Observations.BLOCK_ROWS];
    this.pairGrams = new double[layout.pairs()][PackedSymmetric.length(p)];
    this.errors = new double[K - 1][Observations.BLOCK_ROWS];
    this.sums = new double[K - 1][p];
    this.gradient = new double[layout.size()];
    this.totalMass = sumOfMasses();
  }

  private double sumOfMasses() {
    double total = 0;
    for (int i = 0; i < rows.observations().rows(); i++) {
      for (double[] label : labels) {
        total += rows.observations().weight(i) / rows.units().weightUnit() * label[i];
      }
    }
    return total;
  }

  public int parameters() {
    return layout.gateSize();
  }

  double totalMass() {
    return totalMass;
  }

  /** Objective at a gate of (K-1) p coefficients; keeps gradient and information for later. */
  public double evaluate(double[] gate) {
    for (double[][] part : new double[][][] {sums, pairGrams}) {
      for (double[] row : part) {
        Arrays.fill(row, 0);
      }
    }
    double value = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      value += addBlock(gate, b, rows.load(b));
    }
    for (int k = 0; k < layout.K() - 1; k++) {
      System.arraycopy(sums[k], 0, gradient, layout.gate(k), layout.p());
    }
    double[] theta = Arrays.copyOf(gate, layout.size());
    penalty.subtractGradient(theta, gradient);
    layout.clear(gradient);
    return value - penalty.value(theta);
  }

  private double addBlock(double[] gate, int b, int n) {
    int first = b * Observations.BLOCK_ROWS;
    for (int k = 0; k < layout.K() - 1; k++) {
      VectorMath.combine(logits[k], rows.columns(), gate, layout.gate(k), layout.p(), n);
    }
    softmax.exponentiate(logits, layout.K(), n, pi);
    softmax.logSum(logSum, n);
    softmax.normalise(pi, layout.K(), n, 1);
    double value = logLikelihood(first, rows.observations().block(b).rows());
    weigh(first, n);
    GramKernel.addSums(rows.columns(), layout.p(), n, errors, layout.K() - 1, sums);
    kernel.addGrams(rows.columns(), n, pairWeights, layout.pairs(), pairGrams);
    return value;
  }

  private double logLikelihood(int first, int count) {
    double value = 0;
    Arrays.fill(mass, 0);
    for (int k = 0; k < layout.K(); k++) {
      for (int i = 0; i < count; i++) {
        double t = labels[k][first + i];
        mass[i] += t;
        value += rows.weights()[i] * t * (logits[k][i] - logSum[i]);
      }
    }
    return value;
  }

  private void weigh(int first, int n) {
    VectorMath.multiply(mass, mass, rows.weights(), n);
    int pair = 0;
    for (int k = 0; k < layout.K(); k++) {
      for (int l = k + 1; l < layout.K(); l++) {
        VectorMath.multiply(pairWeights[pair++], pi[k], pi[l], mass, 1, n);
      }
    }
    for (int k = 0; k < layout.K() - 1; k++) {
      for (int i = 0; i < n; i++) {
        double t = rows.weights()[i] == 0 ? 0 : rows.weights()[i] * labels[k][first + i];
        errors[k][i] = t - mass[i] * pi[k][i];
      }
    }
  }

  /** Newton's direction at the gate evaluated last; zeros if the information is not finite. */
  public double[] newtonDirection() {
    int q = parameters();
    double[] direction = Arrays.copyOf(gradient, q);
    return NormalEquations.solveShifted(information(), q, direction) ? direction : new double[q];
  }

  /**
   * Places of (1, x) whose coefficients have less information than that, per unit of mass, at the
   * gate evaluated last.
   */
  List<Integer> undetermined(double least) {
    boolean[] without = Cholesky.factorIndependent(information(), parameters(), least * totalMass);
    return IntStream.range(0, parameters())
        .filter(i -> without[i])
        .map(i -> i % layout.p())
        .distinct()
        .sorted()
        .boxed()
        .toList();
  }

  private double[] information() {
    return GateInformation.information(layout, pair -> pairGrams[pair], penalty);
  }

  public double slope(double[] direction) {
    double slope = 0;
    for (int j = 0; j < direction.length; j++) {
      slope += direction[j] * gradient[j];
    }
    return slope;
  }

  SoftmaxGate toUsersUnits(double[] gate) {
    double[][] alpha = new double[layout.K()][layout.p()];
    for (int k = 0; k < layout.K() - 1; k++) {
      alpha[k] = rows.units().gateToUsersUnits(gate, layout.gate(k));
    }
    return SoftmaxGate.of(alpha);
  }
}
