package org.dmoe.em;

/** The penalised log-likelihood of the rows, and what the optimisers need of its derivatives. */
final class Objective {

  /** Least variance of an expert, as a fraction of the response's. */
  static final double VARIANCE_FLOOR = 1e-4;

  static final double LOG_VARIANCE_FLOOR = Math.log(VARIANCE_FLOOR);

  private final MixturePass pass;
  private final Penalty penalty;

  Objective(StandardizedRows rows, Layout layout, double gateRidge, double expertRidge) {
    this.pass = new MixturePass(rows, layout);
    this.penalty = new Penalty(layout, gateRidge, expertRidge);
  }

  Layout layout() {
    return pass.layout();
  }

  MixturePass pass() {
    return pass;
  }

  Penalty penalty() {
    return penalty;
  }

  double totalWeight() {
    return pass.rows().totalWeight();
  }

  /** Value at theta; afterwards the pass holds the sums of this order, gradient penalised. */
  double evaluate(double[] theta, Order order) {
    double value = pass.run(theta, order) - penalty.value(theta);
    if (order != Order.VALUE) {
      penalty.subtractGradient(theta, pass.gradient());
    }
    return value;
  }

  /** Gradient of the last evaluation, to keep. */
  double[] gradient() {
    return pass.gradient().clone();
  }

  /** Minus the Hessian after an evaluation of that order. */
  double[] observedInformation() {
    Layout layout = layout();
    int size = layout.size();
    double[] H = pass.hessian();
    for (int i = 0; i < H.length; i++) {
      H[i] = -H[i];
    }
    penalty.addGateCurvature(H, size);
    for (int k = 0; k < layout.K(); k++) {
      penalty.addExpertCurvature(H, size, layout.mean(k), 1);
    }
    return H;
  }

  /** Information of the gates given the labels, after an EM evaluation: (K-1) p square. */
  double[] gateInformation() {
    return GatePairs.information(layout(), pass::gateGram, penalty);
  }

  /** Gram matrix of expert k with its ridge in units of its variance, after an EM evaluation. */
  double[] expertInformation(int k, double variance) {
    int p = layout().p();
    double[] M = new double[p * p];
    GramKernel.unpack(pass.expertGram(k), p, 1, M, p, 0, 0);
    penalty.addExpertCurvature(M, p, 0, variance);
    return M;
  }
}
