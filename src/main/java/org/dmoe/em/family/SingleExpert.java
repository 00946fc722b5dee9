package org.dmoe.em.family;

import org.dmoe.em.likelihood.PassDepth;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Design;
import org.dmoe.model.Progress;
import org.dmoe.model.family.CanonicalFamily;

/**
 * One expert for all rows, a generalised linear model: for it an EM iteration is a step of Newton's
 * method on a concave objective.
 *
 * @param layout of its parameters
 * @param ascent where it ended
 * @param logLikelihood without penalty
 */
public record SingleExpert(FamilyLayout layout, AscentResult ascent, double logLikelihood) {

  private static final int MOST_STEPS = 200;
  private static final double TOLERANCE = 1e-12;

  /** Fits it from the responses' mean. */
  public static SingleExpert fit(
      ResponseRows rows,
      CanonicalFamily family,
      double ridge,
      Design design,
      Threads threads,
      Progress progress) {
    FamilyLayout layout = new FamilyLayout(rows.p(), 1, family.predictors(), design);
    double evidence = Math.max(1, rows.weightUnit());
    FamilyLikelihood objective =
        new FamilyLikelihood(rows, layout, family, 0, ridge / evidence, threads);
    double[] start = new double[layout.size()];
    double[] mean = mean(rows, family);
    for (int c = 0; c < layout.q(); c++) {
      start[layout.expert(0, c)] = mean[c];
    }
    layout.clear(start);
    AscentResult ascent =
        new EmAlgorithm(objective, progress, "one expert").run(start, MOST_STEPS, TOLERANCE);
    objective.evaluate(ascent.theta(), PassDepth.VALUE);
    return new SingleExpert(layout, ascent, objective.logLikelihood());
  }

  /** Predictors of the responses' mean. */
  private static double[] mean(ResponseRows rows, CanonicalFamily family) {
    double[] sums = new double[family.predictors()];
    double exposure = 0;
    for (int b = 0; b < rows.blockCount(); b++) {
      int n = rows.load(b);
      for (int i = 0; i < n; i++) {
        exposure += rows.weights()[i] * rows.exposures()[i];
        for (int c = 0; c < sums.length; c++) {
          sums[c] += rows.weights()[i] * family.statistic(rows.response()[i], c);
        }
      }
    }
    return family.predictorsOf(sums, exposure);
  }

  /** Its linear predictors at row i of the block read last. */
  public void predictors(ResponseRows rows, int i, double[] eta) {
    for (int c = 0; c < eta.length; c++) {
      eta[c] = 0;
      for (int j = 0; j < layout.p(); j++) {
        eta[c] += ascent.theta()[layout.expert(0, c) + j] * rows.columns()[j][i];
      }
    }
  }

  /** The same expert K times, under a gate that does not prefer any. */
  double[] repeated(FamilyLayout many) {
    double[] theta = new double[many.size()];
    for (int k = 0; k < many.K(); k++) {
      System.arraycopy(ascent.theta(), 0, theta, many.expert(k, 0), many.expertSize());
    }
    return theta;
  }
}
