package org.dmoe.em;

import java.util.Objects;
import java.util.OptionalDouble;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.model.Design;

/**
 * How a local mixture is fitted. Every property is described at its setter in the {@link Builder}.
 */
public final class FitOptions {

  private final int experts;
  private final OptionalDouble gateRidge;
  private final double expertRidge;
  private final int starts;
  private final int maxIterations;
  private final Optimizer optimizer;
  private final boolean longRace;
  private final Design design;

  private FitOptions(Builder from) {
    experts = from.experts;
    gateRidge = from.gateRidge;
    expertRidge = from.expertRidge;
    starts = from.starts;
    maxIterations = from.maxIterations;
    optimizer = from.optimizer;
    longRace = from.longRace;
    design = from.design;
  }

  /** The defaults for K experts, K at least 1. */
  public static Builder builder(int experts) {
    return new Builder(experts);
  }

  /** As {@code builder(experts).build()}. */
  public static FitOptions of(int experts) {
    return builder(experts).build();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return copy(experts);
  }

  /** The same for another number of experts, at least 1. */
  public FitOptions withExperts(int number) {
    return copy(number).build();
  }

  private Builder copy(int number) {
    Builder copy = new Builder(number);
    copy.gateRidge = gateRidge;
    return copy.expertRidge(expertRidge)
        .starts(starts)
        .maxIterations(maxIterations)
        .optimizer(optimizer)
        .longRace(longRace)
        .design(design);
  }

  /** K. */
  public int experts() {
    return experts;
  }

  /** Empty where the number of rows chooses. */
  public OptionalDouble gateRidge() {
    return gateRidge;
  }

  public double expertRidge() {
    return expertRidge;
  }

  public int starts() {
    return starts;
  }

  public int maxIterations() {
    return maxIterations;
  }

  public Optimizer optimizer() {
    return optimizer;
  }

  public boolean longRace() {
    return longRace;
  }

  public Design design() {
    return design;
  }

  /** What the search uses on rows of that layout. */
  public SearchSettings settings(ParameterLayout layout, double totalWeight) {
    return new SearchSettings(
        layout, gateRidge, expertRidge, starts, maxIterations, optimizer, totalWeight, longRace);
  }

  /** Collects the options of a local fit. */
  public static final class Builder {

    private final int experts;
    private OptionalDouble gateRidge = OptionalDouble.empty();
    private double expertRidge;
    private int starts = 8;
    private int maxIterations = 500;
    private Optimizer optimizer = Optimizer.QUASI_NEWTON;
    private boolean longRace;
    private Design design = Design.FULL;

    private Builder(int experts) {
      this.experts = experts;
    }

    /**
     * Ridge penalty on the gate's slopes, each for a covariate of standard deviation 1, in units of
     * log-likelihood; at least 0. By default it is 0.001, or 0.03 where rows are few for the number
     * of parameters.
     */
    public Builder gateRidge(double ridge) {
      gateRidge = OptionalDouble.of(ridge);
      return this;
    }

    /** The same penalty on the experts' slopes; at least 0, which is the default. */
    public Builder expertRidge(double ridge) {
      expertRidge = ridge;
      return this;
    }

    /** Starts in the race, at least 1; 8 by default. */
    public Builder starts(int number) {
      starts = number;
      return this;
    }

    /** Most iterations of the optimiser, all phases together; at least 1, by default 500. */
    public Builder maxIterations(int number) {
      maxIterations = number;
      return this;
    }

    /**
     * What maximises the likelihood after the first EM iterations; by default {@link
     * Optimizer#QUASI_NEWTON}.
     */
    public Builder optimizer(Optimizer choice) {
      optimizer = Objects.requireNonNull(choice, "optimizer");
      return this;
    }

    /**
     * Whether the race is run on all rows, and the ways out of the best end are tried whatever it
     * found: some times the work, for a fit on which others depend. By default it is not.
     */
    public Builder longRace(boolean choice) {
      longRace = choice;
      return this;
    }

    /** Which covariates the gate and the experts have; by default all. */
    public Builder design(Design ofMixture) {
      design = Objects.requireNonNull(ofMixture, "design");
      return this;
    }

    /**
     * @throws IllegalArgumentException if a number is out of its range
     */
    public FitOptions build() {
      validate();
      return new FitOptions(this);
    }

    private void validate() {
      requirePositive("--experts", experts);
      gateRidge.ifPresent(ridge -> requireRidge("--gate-ridge", ridge));
      requireRidge("--expert-ridge", expertRidge);
      requirePositive("--starts", starts);
      requirePositive("--max-iterations", maxIterations);
    }

    private static void requirePositive(String flag, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(flag + " " + value + ": must be at least 1");
      }
    }

    private static void requireRidge(String flag, double value) {
      if (!(value >= 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException(
            flag + " " + value + ": must be a finite number that is not negative");
      }
    }
  }
}
