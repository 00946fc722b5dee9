package org.dmoe.em;

import java.util.OptionalDouble;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.search.SearchSettings;

/**
 * How a local mixture is fitted.
 *
 * @param experts K
 * @param gateRidge penalty on the gate's standardised slopes; NaN chooses by the number of rows
 * @param expertRidge penalty on the experts' standardised slopes
 * @param starts of the race
 * @param maxIterations of the optimiser, all phases together
 * @param optimizer which one maximises the likelihood after the first EM iterations
 */
public record FitOptions(
    int experts,
    double gateRidge,
    double expertRidge,
    int starts,
    int maxIterations,
    Optimizer optimizer) {

  /** Chooses the gate ridge by the number of rows. */
  public static final double AUTOMATIC = Double.NaN;

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public FitOptions {
    if (experts < 1) {
      throw new IllegalArgumentException("experts must be at least 1: " + experts);
    }
    if (gateRidge < 0 || Double.isInfinite(gateRidge)) {
      throw new IllegalArgumentException("gate ridge must not be negative: " + gateRidge);
    }
    if (!(expertRidge >= 0) || Double.isInfinite(expertRidge)) {
      throw new IllegalArgumentException("expert ridge must not be negative: " + expertRidge);
    }
    if (starts < 1) {
      throw new IllegalArgumentException("starts must be at least 1: " + starts);
    }
    if (maxIterations < 1) {
      throw new IllegalArgumentException("iterations must be at least 1: " + maxIterations);
    }
  }

  /** The defaults for K experts. */
  public static FitOptions of(int experts) {
    return new FitOptions(experts, AUTOMATIC, 0, 8, 500, Optimizer.QUASI_NEWTON);
  }

  /** What the search uses on rows of that layout. */
  public SearchSettings settings(ParameterLayout layout, double totalWeight) {
    OptionalDouble ridge =
        Double.isNaN(gateRidge) ? OptionalDouble.empty() : OptionalDouble.of(gateRidge);
    return new SearchSettings(
        layout, ridge, expertRidge, starts, maxIterations, optimizer, totalWeight);
  }

  public FitOptions withGateRidge(double ridge) {
    return new FitOptions(experts, ridge, expertRidge, starts, maxIterations, optimizer);
  }

  public FitOptions withExpertRidge(double ridge) {
    return new FitOptions(experts, gateRidge, ridge, starts, maxIterations, optimizer);
  }

  public FitOptions withStarts(int number) {
    return new FitOptions(experts, gateRidge, expertRidge, number, maxIterations, optimizer);
  }

  public FitOptions withMaxIterations(int number) {
    return new FitOptions(experts, gateRidge, expertRidge, starts, number, optimizer);
  }

  public FitOptions withOptimizer(Optimizer choice) {
    return new FitOptions(experts, gateRidge, expertRidge, starts, maxIterations, choice);
  }
}
