package org.dmoe.em.family;

import java.util.Arrays;
import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.GateInformation;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.optimise.Curvature;
import org.dmoe.em.optimise.Objective;
import org.dmoe.linalg.Cholesky;
import org.dmoe.model.family.CanonicalFamily;
import org.ejml.data.DMatrixRMaj;

/**
 * The penalised log-likelihood of rows above the saturated one. An EM iteration is one Newton step
 * of every block of its M-step.
 */
public final class FamilyLikelihood implements Objective {

  private final FamilyPass pass;
  private final FamilyPenalty penalty;

  /**
   * @param gateRidge on standardised covariates
   * @param expertRidge the same of the experts
   */
  public FamilyLikelihood(
      FamilyRows rows,
      FamilyLayout layout,
      CanonicalFamily family,
      double gateRidge,
      double expertRidge) {
    this(new FamilyPass(rows, layout, family, null), family, gateRidge, expertRidge);
  }

  private FamilyLikelihood(
      FamilyPass pass, CanonicalFamily family, double gateRidge, double expertRidge) {
    this.pass = pass;
    this.penalty = new FamilyPenalty(pass.layout(), family, gateRidge, expertRidge);
  }

  /**
   * That of the complete data.
   *
   * @param labels responsibilities of each expert and row (K x n), rows of one layer
   */
  static FamilyLikelihood ofLabels(
      FamilyRows rows,
      FamilyLayout layout,
      CanonicalFamily family,
      double[][] labels,
      double ridge) {
    return new FamilyLikelihood(new FamilyPass(rows, layout, family, labels), family, ridge, ridge);
  }

  public FamilyLayout layout() {
    return pass.layout();
  }

  /** Of the last evaluation, without penalty and with all constants. */
  public double logLikelihood() {
    return pass.logLikelihood();
  }

  /** sum_i w_i^2 s_i s_i' of the last evaluation with scores, size x size, row-major. */
  public double[] scoreProducts() {
    return pass.scoreProducts();
  }

  @Override
  public double evaluate(double[] theta, PassDepth depth) {
    double value = pass.run(theta, depth) - penalty.value(theta);
    penalty.subtractGradient(theta, pass.gradient());
    layout().clear(pass.gradient());
    return value;
  }

  @Override
  public double[] gradient() {
    return pass.gradient().clone();
  }

  @Override
  public ExpertMoments moments() {
    return pass.moments();
  }

  @Override
  public int freeParameters() {
    return layout().freeParameters();
  }

  @Override
  public Curvature complete(double[] theta) {
    FamilyLayout layout = layout();
    int gates = layout.gateSize();
    double[] ofGates = gates == 0 ? new double[0] : factor(gateInformation(), gates);
    double[][] ofExperts = new double[layout.K()][];
    for (int k = 0; k < layout.K(); k++) {
      ofExperts[k] = factor(expertInformation(k), layout.expertSize());
      if (ofExperts[k] == null) {
        return null;
      }
    }
    return ofGates == null ? null : g -> solve(g, ofGates, ofExperts);
  }

  private static double[] factor(double[] M, int n) {
    return Cholesky.factorShifted(M, n);
  }

  private void solve(double[] g, double[] ofGates, double[][] ofExperts) {
    FamilyLayout layout = layout();
    Cholesky.solve(ofGates, layout.gateSize(), g);
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.expert(k, 0);
      double[] part = Arrays.copyOfRange(g, at, at + layout.expertSize());
      Cholesky.solve(ofExperts[k], part.length, part);
      System.arraycopy(part, 0, g, at, part.length);
    }
  }

  private double[] gateInformation() {
    FamilyLayout layout = layout();
    ParameterLayout gates = new ParameterLayout(layout.p(), layout.K(), layout.design());
    double[] M = GateInformation.information(gates, pass::gateGram, new Penalty(gates, 0, 0));
    penalty.addGateCurvature(M, layout.gateSize());
    return M;
  }

  private double[] expertInformation(int k) {
    double[] M = pass.expertInformation(k);
    penalty.addExpertCurvature(M, layout().expertSize(), 0, 1);
    layout().isolate(M, layout().expertSize(), layout().expert(k, 0));
    return M;
  }

  @Override
  public DMatrixRMaj observedInformation() {
    FamilyLayout layout = layout();
    double[] M = pass.observedInformation();
    penalty.addGateCurvature(M, layout.size());
    for (int k = 0; k < layout.K(); k++) {
      penalty.addExpertCurvature(M, layout.size(), layout.expert(k, 0), 1);
    }
    layout.isolate(M, layout.size(), 0);
    return DMatrixRMaj.wrap(layout.size(), layout.size(), M);
  }

  @Override
  public double[] emStep(double[] theta) {
    Curvature curvature = complete(theta);
    if (curvature == null) {
      return null;
    }
    double[] next = gradient();
    curvature.solve(next);
    for (int j = 0; j < next.length; j++) {
      next[j] += theta[j];
    }
    return next;
  }

  @Override
  public int inexact() {
    return layout().size();
  }
}
