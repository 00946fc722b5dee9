package org.dmoe.em.likelihood;

import org.dmoe.linalg.PackedSymmetric;
import org.dmoe.linalg.PortableMath;
import org.dmoe.linalg.Threads;
import org.ejml.data.DMatrixRMaj;

/** The penalised log-likelihood of the rows, and what the optimisers need of its derivatives. */
public final class PenalisedLikelihood {

  /** Least variance of an expert, as a fraction of the response's. */
  public static final double VARIANCE_FLOOR = 1e-4;

  public static final double LOG_VARIANCE_FLOOR = PortableMath.log(VARIANCE_FLOOR);

  private final LayeredRows rows;
  private final MixturePass pass;
  private final Penalty penalty;

  public PenalisedLikelihood(
      LayeredRows rows, ParameterLayout layout, double gateRidge, double expertRidge) {
    this(rows, layout, new Penalty(layout, gateRidge, expertRidge), Threads.ONE);
  }

  /**
   * @param threads that share a pass over many rows; no value depends on their number
   */
  public PenalisedLikelihood(
      LayeredRows rows, ParameterLayout layout, Penalty penalty, Threads threads) {
    this.rows = rows;
    this.pass = new MixturePass(rows, layout, threads);
    this.penalty = penalty;
  }

  /** The same with scratch of its own, for a thread of its own. */
  public PenalisedLikelihood another() {
    return new PenalisedLikelihood(rows.another(), layout(), penalty, Threads.ONE);
  }

  public ParameterLayout layout() {
    return pass.layout();
  }

  public MixturePass pass() {
    return pass;
  }

  public Penalty penalty() {
    return penalty;
  }

  public double totalWeight() {
    return pass.totalWeight();
  }

  /** Value at theta; afterwards the pass holds the sums of this depth, gradient penalised. */
  public double evaluate(double[] theta, PassDepth depth) {
    double value = pass.run(theta, depth) - penalty.value(theta);
    if (depth != PassDepth.VALUE) {
      penalty.subtractGradient(theta, pass.gradient());
      layout().clear(pass.gradient());
    }
    return value;
  }

  /** Gradient of the last evaluation, to keep. */
  public double[] gradient() {
    return pass.gradient().clone();
  }

  /** Minus the Hessian (nu x nu) after an evaluation of that depth, penalty included. */
  public DMatrixRMaj observedInformation() {
    ParameterLayout layout = layout();
    int size = layout.size();
    double[] H = pass.hessian();
    for (int i = 0; i < H.length; i++) {
      H[i] = -H[i];
    }
    penalty.addGateCurvature(H, size);
    for (int k = 0; k < layout.K(); k++) {
      penalty.addExpertCurvature(H, size, layout.mean(k), 1);
    }
    layout.isolate(H, size, 0);
    return DMatrixRMaj.wrap(size, size, H);
  }

  /** Information of the gates given the labels, after an EM evaluation: (K-1) p square. */
  public double[] gateInformation() {
    return GateInformation.information(layout(), pass::gateGram, penalty);
  }

  /** Gram matrix of expert k with its ridge in units of its variance, after an EM evaluation. */
  public double[] expertInformation(int k, double variance) {
    double[] M = gram(k, variance);
    layout().isolate(M, layout().p(), layout().mean(k));
    return M;
  }

  /** Gram matrix of the rows of a single expert, all p columns, after an EM evaluation. */
  public double[] gram() {
    return gram(0, 0);
  }

  private double[] gram(int k, double variance) {
    int p = layout().p();
    double[] M = new double[p * p];
    PackedSymmetric.unpack(pass.expertGram(k), p, 1, M, p, 0, 0);
    penalty.addExpertCurvature(M, p, 0, variance);
    return M;
  }
}
