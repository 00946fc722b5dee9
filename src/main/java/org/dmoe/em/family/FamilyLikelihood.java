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
import org.dmoe.linalg.SharedEntries;
import org.dmoe.linalg.Threads;
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
    this(rows, layout, family, gateRidge, expertRidge, Threads.ONE);
  }

  /**
   * @param threads that share a pass over many rows; no value depends on their number
   */
  public FamilyLikelihood(
      FamilyRows rows,
      FamilyLayout layout,
      CanonicalFamily family,
      double gateRidge,
      double expertRidge,
      Threads threads) {
    this(new FamilyPass(rows, layout, family, null, threads), family, gateRidge, expertRidge);
  }

  private FamilyLikelihood(
      FamilyPass pass, CanonicalFamily family, double gateRidge, double expertRidge) {
    this(pass, new FamilyPenalty(pass.layout(), family, gateRidge, expertRidge));
  }

  private FamilyLikelihood(FamilyPass pass, FamilyPenalty penalty) {
    this.pass = pass;
    this.penalty = penalty;
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
    return new FamilyLikelihood(
        new FamilyPass(rows, layout, family, labels, Threads.ONE), family, ridge, ridge);
  }

  public FamilyLayout layout() {
    return pass.layout();
  }

  /** The same with scratch of its own, for a thread of its own. */
  public FamilyLikelihood another() {
    return new FamilyLikelihood(pass.another(), penalty);
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
    if (layout.isShared()) {
      return completeShared(ofGates);
    }
    double[][] ofExperts = new double[layout.K()][];
    for (int k = 0; k < layout.K(); k++) {
      ofExperts[k] = factor(expertInformation(k), layout.expertSize());
      if (ofExperts[k] == null) {
        return null;
      }
    }
    return ofGates == null ? null : g -> solve(g, ofGates, ofExperts);
  }

  /** Where experts share coefficients, their information is one matrix of the free ones. */
  private Curvature completeShared(double[] ofGates) {
    FamilyLayout layout = layout();
    int gates = layout.gateSize();
    SharedEntries shared = layout.places().sharedOfExperts();
    double[] M = new double[shared.free() * shared.free()];
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.expert(k, 0) - gates;
      shared.addBlock(expertInformation(k), layout.expertSize(), at, 1, M);
    }
    double[] ofExperts = factor(M, shared.free());
    return ofGates == null || ofExperts == null
        ? null
        : g -> {
          Cholesky.solve(ofGates, gates, g);
          double[] u = shared.sum(Arrays.copyOfRange(g, gates, g.length));
          Cholesky.solve(ofExperts, u.length, u);
          System.arraycopy(shared.expand(u), 0, g, gates, shared.size());
        };
  }

  @Override
  public Curvature observed(DMatrixRMaj information, boolean[] fixed) {
    return Curvature.observed(information, fixed, 1, layout().places());
  }

  /** What experts share must be equal from the start; a step keeps it so. */
  @Override
  public double[] admissible(double[] start) {
    if (!layout().isShared()) {
      return start;
    }
    double[] same = start.clone();
    layout().places().share(same);
    return same;
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
