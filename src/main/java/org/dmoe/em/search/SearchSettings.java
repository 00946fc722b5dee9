package org.dmoe.em.search;

import java.util.OptionalDouble;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.likelihood.PenalisedLikelihood;
import org.dmoe.em.likelihood.Penalty;
import org.dmoe.em.likelihood.StandardisedRows;
import org.dmoe.em.optimise.AscentResult;
import org.dmoe.em.optimise.EmAlgorithm;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.optimise.QuasiNewton;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Progress;

/**
 * What the search uses on these rows: sizes, tolerances and ridges, each as measured on simulated
 * data of 5000 to 80,000 rows.
 *
 * @param layout of the mixture
 * @param ridgeOfGate as given; empty to choose it by the number of rows
 * @param ridgeOfExperts as given
 * @param starts of the race
 * @param maxIterations of the optimiser, all phases together
 * @param optimizer which one climbs
 * @param totalWeight of the rows
 * @param longRace whether the race is run on all rows, more of its ends are followed, and the ways
 *     out of the best are tried whatever it found
 * @param threads that share the work
 */
public record SearchSettings(
    ParameterLayout layout,
    OptionalDouble ridgeOfGate,
    double ridgeOfExperts,
    int starts,
    int maxIterations,
    Optimizer optimizer,
    double totalWeight,
    boolean longRace,
    Threads threads) {

  private static final int FINALISTS = 2;
  private static final int FINALISTS_OF_LONG_RACE = 4;

  /** Ends this close are the same optimum. */
  static final double SAME_END = 1e-3;

  /** What a further step may promise where the end only has to be ranked. */
  static final double ROUGH_TOLERANCE = 0.05;

  /** Rough ends this close are the same optimum. */
  static final double SAME_ROUGH_END = 1;

  private static final int ROUGH_ITERATIONS = 150;

  /** Share of the rows, times K, below which the rarest expert is tried anew. */
  static final double RARE_SHARE = 0.5;

  private static final int RACE_ROWS = 2500;
  private static final int MOST_RACE_ROWS = 6000;
  private static final int RACE_SHARE = 4;

  /** Rows of the race for each coefficient, so that a rare expert keeps more rows than that. */
  private static final int RACE_ROWS_PER_COEFFICIENT = 60;

  private static final double GATE_RIDGE = 1e-3;
  private static final double GATE_RIDGE_FEW_ROWS = 0.03;
  private static final int FEW_ROWS_PER_PARAMETER = 5;

  /** Makes experts with fewer rows than coefficients determined; else without effect. */
  private static final double LEAST_EXPERT_RIDGE = 1e-6;

  /** Of the n rows there are. */
  public int raceRows(int n) {
    if (longRace) {
      return n;
    }
    int least = Math.max(RACE_ROWS, RACE_ROWS_PER_COEFFICIENT * layout.p());
    return Math.max(least, Math.min(MOST_RACE_ROWS, n / RACE_SHARE));
  }

  /** Starts followed to convergence. */
  int finalists() {
    return longRace ? FINALISTS_OF_LONG_RACE : FINALISTS;
  }

  public double gateRidge() {
    if (ridgeOfGate.isPresent()) {
      return ridgeOfGate.getAsDouble();
    }
    boolean few = totalWeight < (double) FEW_ROWS_PER_PARAMETER * layout.freeParameters();
    return few ? GATE_RIDGE_FEW_ROWS : GATE_RIDGE;
  }

  public double expertRidge() {
    return Math.max(ridgeOfExperts, LEAST_EXPERT_RIDGE);
  }

  public PenalisedLikelihood objective(StandardisedRows rows) {
    double evidence = rows.units().evidence();
    Penalty penalty = new Penalty(layout, gateRidge() / evidence, expertRidge() / evidence);
    return new PenalisedLikelihood(rows, layout, penalty, threads);
  }

  /** Climbs from theta to convergence. */
  public AscentResult follow(
      PenalisedLikelihood objective, double[] theta, Progress progress, String stage) {
    return followTowards(Double.NEGATIVE_INFINITY, objective, theta, progress, stage);
  }

  /** Climbs from theta until the end can be ranked. */
  AscentResult followRoughly(
      PenalisedLikelihood objective, double[] theta, Progress progress, String stage) {
    int limit = Math.min(maxIterations, ROUGH_ITERATIONS);
    return follow(
        objective, theta, limit, ROUGH_TOLERANCE, Double.NEGATIVE_INFINITY, progress, stage);
  }

  /** Climbs from theta to convergence, or until the value is out of reach. */
  AscentResult followTowards(
      double value,
      PenalisedLikelihood objective,
      double[] theta,
      Progress progress,
      String stage) {
    return follow(objective, theta, maxIterations, QuasiNewton.TOLERANCE, value, progress, stage);
  }

  private AscentResult follow(
      PenalisedLikelihood objective,
      double[] theta,
      int limit,
      double tolerance,
      double target,
      Progress progress,
      String stage) {
    if (optimizer == Optimizer.EM) {
      return new EmAlgorithm(objective, progress, stage).run(theta, limit, tolerance);
    }
    return new QuasiNewton(objective, progress, stage).towards(target).run(theta, limit, tolerance);
  }

  /** The same for another number of experts. */
  SearchSettings withExperts(int experts) {
    return new SearchSettings(
        layout.withExperts(experts),
        ridgeOfGate,
        ridgeOfExperts,
        starts,
        maxIterations,
        optimizer,
        totalWeight,
        longRace,
        threads);
  }
}
