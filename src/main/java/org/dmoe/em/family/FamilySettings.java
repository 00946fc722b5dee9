package org.dmoe.em.family;

import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;
import org.dmoe.model.family.CanonicalFamily;

/**
 * What the search uses: sizes and tolerances as measured on simulated classes and counts of 2000 to
 * 5000 rows.
 *
 * @param layout of the mixture
 * @param gateRidge on standardised covariates
 * @param expertRidge the same of the experts
 * @param starts of the race
 * @param maxIterations of the optimiser, all phases together
 * @param optimizer which one climbs
 * @param longRace whether the race is run on all rows, and more of its ends are followed
 * @param threads that share the work
 */
public record FamilySettings(
    FamilyLayout layout,
    CanonicalFamily family,
    double gateRidge,
    double expertRidge,
    int starts,
    int maxIterations,
    Optimizer optimizer,
    boolean longRace,
    Threads threads) {

  private static final int RACE_ROWS = 2500;
  private static final int RACE_ROWS_PER_PARAMETER = 10;
  private static final int FINALISTS = 3;
  private static final int FINALISTS_OF_LONG_RACE = 4;
  private static final int FIRST_STEPS = 8;
  private static final double ROUGH_TOLERANCE = 0.05;

  /** Rows of the race, of the n there are. */
  int raceRows(int n) {
    return longRace ? n : raceRows(layout);
  }

  /** Rows of a race that is not long. */
  public static int raceRows(FamilyLayout layout) {
    return Math.max(RACE_ROWS, RACE_ROWS_PER_PARAMETER * layout.freeParameters());
  }

  /** Starts followed to convergence. */
  int finalists() {
    return longRace ? FINALISTS_OF_LONG_RACE : FINALISTS;
  }

  /** The likelihood of rows, the ridges in units of what a row of mean weight counts for. */
  public FamilyLikelihood objective(ResponseRows rows) {
    double evidence = Math.max(1, rows.weightUnit());
    return new FamilyLikelihood(
        rows, layout, family, gateRidge / evidence, expertRidge / evidence, threads);
  }

  /** Climbs from theta to convergence. */
  public AscentResult follow(
      FamilyLikelihood objective, double[] theta, Progress progress, String stage) {
    return follow(objective, theta, QuasiNewton.TOLERANCE, progress, stage);
  }

  /** Climbs from theta until the end can be ranked. */
  AscentResult followRoughly(
      FamilyLikelihood objective, double[] theta, Progress progress, String stage) {
    return follow(objective, theta, ROUGH_TOLERANCE, progress, stage);
  }

  private AscentResult follow(
      FamilyLikelihood objective,
      double[] theta,
      double tolerance,
      Progress progress,
      String stage) {
    int first = optimizer == Optimizer.EM ? maxIterations : Math.min(FIRST_STEPS, maxIterations);
    AscentResult warm = new EmAlgorithm(objective, progress, stage).run(theta, first, tolerance);
    if (optimizer == Optimizer.EM || !warm.finite() || warm.iterations() >= maxIterations) {
      return warm;
    }
    int left = maxIterations - warm.iterations();
    return new QuasiNewton(objective, progress, stage)
        .run(warm.theta(), left, tolerance)
        .after(warm);
  }

  /** The few steps by which starts are ranked. */
  AscentResult race(FamilyLikelihood objective, double[] theta, Progress progress, String stage) {
    return new EmAlgorithm(objective, progress, stage)
        .run(theta, FIRST_STEPS, QuasiNewton.TOLERANCE);
  }
}
