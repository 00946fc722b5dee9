package org.dmoe.em.optimise;

import org.dmoe.em.likelihood.ExpertMoments;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.ejml.data.DMatrixRMaj;

/** Of Gaussian experts; log variances stay at or above their floor. */
record GaussianObjective(PenalisedLikelihood likelihood) implements Objective {

  /** Largest change of a log variance in one step. */
  private static final double LARGEST_VARIANCE_STEP = 1.5;

  @Override
  public double evaluate(double[] theta, PassDepth depth) {
    return likelihood.evaluate(theta, depth);
  }

  @Override
  public double[] gradient() {
    return likelihood.gradient();
  }

  @Override
  public ExpertMoments moments() {
    return likelihood.pass().moments();
  }

  @Override
  public int freeParameters() {
    return likelihood.layout().freeParameters();
  }

  @Override
  public Curvature complete(double[] theta) {
    return Curvature.complete(likelihood, theta);
  }

  @Override
  public DMatrixRMaj observedInformation() {
    return likelihood.observedInformation();
  }

  @Override
  public Curvature observed(DMatrixRMaj information, boolean[] fixed) {
    return Curvature.observed(information, fixed, 1, likelihood.layout());
  }

  /** What experts share must be equal from the start; a step keeps it so. */
  @Override
  public double[] admissible(double[] start) {
    if (!likelihood.layout().isShared()) {
      return start;
    }
    double[] shared = start.clone();
    likelihood.layout().share(shared);
    return shared;
  }

  @Override
  public double[] emStep(double[] theta) {
    return MStep.next(likelihood, theta);
  }

  /** The gate; the experts' step is exact. */
  @Override
  public int inexact() {
    return likelihood.layout().gateSize();
  }

  @Override
  public void project(double[] theta) {
    ParameterLayout layout = likelihood.layout();
    for (int k = 0; k < layout.K(); k++) {
      int at = layout.logVariance(k);
      theta[at] = Math.max(theta[at], PenalisedLikelihood.LOG_VARIANCE_FLOOR);
    }
  }

  @Override
  public boolean isBound(double[] theta, double[] gradient, int j) {
    return j >= likelihood.layout().logVariance(0)
        && theta[j] <= PenalisedLikelihood.LOG_VARIANCE_FLOOR
        && slope(gradient, j) < 0;
  }

  /** Of a log variance; of one that all experts share, the sum of theirs. */
  private double slope(double[] gradient, int j) {
    ParameterLayout layout = likelihood.layout();
    if (!layout.design().hasEqualVariance()) {
      return gradient[j];
    }
    double sum = 0;
    for (int k = 0; k < layout.K(); k++) {
      sum += gradient[layout.logVariance(k)];
    }
    return sum;
  }

  @Override
  public double firstLength(double[] direction) {
    ParameterLayout layout = likelihood.layout();
    double largest = 0;
    for (int k = 0; k < layout.K(); k++) {
      largest = Math.max(largest, Math.abs(direction[layout.logVariance(k)]));
    }
    return largest > LARGEST_VARIANCE_STEP ? LARGEST_VARIANCE_STEP / largest : 1;
  }
}
