package org.dmoe.em;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.optimise.Optimizer;
import org.dmoe.em.search.SearchSettings;
import org.dmoe.linalg.Threads;
import org.dmoe.model.Design;
import org.dmoe.model.family.CanonicalFamily;
import org.dmoe.model.family.Family;
import org.dmoe.model.family.Gaussian;

/**
 * How a local mixture is fitted. Every property is described at its setter in the {@link Builder}.
 */
public final class FitOptions {

  private static final int STARTS = 8;
  private static final int STARTS_OF_FAMILIES = 12;

  private final int experts;
  private final OptionalDouble gateRidge;
  private final OptionalDouble expertRidge;
  private final OptionalInt starts;
  private final int maxIterations;
  private final Optimizer optimizer;
  private final boolean longRace;
  private final Design design;
  private final Family family;
  private final boolean noise;
  private final Threads threads;

  private FitOptions(Builder from) {
    experts = from.experts;
    gateRidge = from.gateRidge;
    expertRidge = from.expertRidge;
    starts = from.starts;
    maxIterations = from.maxIterations;
    optimizer = from.optimizer;
    longRace = from.longRace;
    design = from.design;
    family = from.family;
    noise = from.noise;
    threads = from.threads;
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
    copy.expertRidge = expertRidge;
    copy.starts = starts;
    return copy.maxIterations(maxIterations)
        .optimizer(optimizer)
        .longRace(longRace)
        .design(design)
        .family(family)
        .noise(noise)
        .threads(threads);
  }

  /** K. */
  public int experts() {
    return experts;
  }

  /** Empty where the number of rows chooses. */
  public OptionalDouble gateRidge() {
    return gateRidge;
  }

  /** As given, or the family's. */
  public double expertRidge() {
    return expertRidge.orElseGet(
        () -> family instanceof CanonicalFamily canonical ? canonical.expertRidge() : 0);
  }

  /** As given, or the family's. */
  public int starts() {
    return starts.orElse(family instanceof CanonicalFamily ? STARTS_OF_FAMILIES : STARTS);
  }

  /** What the response is given an expert. */
  public Family family() {
    return family;
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

  /** Whether rows may be noise. */
  public boolean noise() {
    return noise;
  }

  /** That share the work of a fit. */
  public Threads threads() {
    return threads;
  }

  /** What the search uses on rows of that layout. */
  public SearchSettings settings(ParameterLayout layout, double totalWeight) {
    return new SearchSettings(
        layout,
        gateRidge,
        expertRidge(),
        starts(),
        maxIterations,
        optimizer,
        totalWeight,
        longRace,
        threads);
  }

  /** Collects the options of a local fit. */
  public static final class Builder {

    private final int experts;
    private OptionalDouble gateRidge = OptionalDouble.empty();
    private OptionalDouble expertRidge = OptionalDouble.empty();
    private OptionalInt starts = OptionalInt.empty();
    private int maxIterations = 500;
    private Optimizer optimizer = Optimizer.QUASI_NEWTON;
    private boolean longRace;
    private Design design = Design.FULL;
    private Family family = Gaussian.INSTANCE;
    private boolean noise;
    private Threads threads = Threads.ofMachine();

    private Builder(int experts) {
      this.experts = experts;
    }

    /**
     * Ridge penalty on the gate's slopes, each for a covariate of standard deviation 1, in units of
     * log-likelihood; at least 0. By default it is 0.001, or 0.03 where rows are few for the number
     * of parameters; of other families than the Gaussian 0.1.
     */
    public Builder gateRidge(double ridge) {
      gateRidge = OptionalDouble.of(ridge);
      return this;
    }

    /**
     * The same penalty on the experts' slopes; at least 0, which is the default of Gaussian
     * experts. Of classes it is 0.1, of counts and successes 0.01.
     */
    public Builder expertRidge(double ridge) {
      expertRidge = OptionalDouble.of(ridge);
      return this;
    }

    /** Starts in the race, at least 1; by default 8, of other families than the Gaussian 12. */
    public Builder starts(int number) {
      starts = OptionalInt.of(number);
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

    /** What the response is given an expert; by default Gaussian. */
    public Builder family(Family choice) {
      family = Objects.requireNonNull(choice, "family");
      return this;
    }

    /** Whether some rows may be noise, made by no expert; by default none is. */
    public Builder noise(boolean choice) {
      noise = choice;
      return this;
    }

    /** Threads that share the work, by default as many as the machine has; the fit is the same. */
    public Builder threads(Threads number) {
      threads = Objects.requireNonNull(number, "threads");
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
      expertRidge.ifPresent(ridge -> requireRidge("--expert-ridge", ridge));
      starts.ifPresent(number -> requirePositive("--starts", number));
      requirePositive("--max-iterations", maxIterations);
      if (design.hasEqualVariance() && !family.hasDispersion()) {
        throw new IllegalArgumentException(
            "experts of family %s have no variance to share".formatted(family.id()));
      }
      if (noise && family != Gaussian.INSTANCE) {
        throw new IllegalArgumentException(
            "--noise goes with --family gaussian: of a response of family %s no density is broad"
                .formatted(family.id()));
      }
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
