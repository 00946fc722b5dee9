package org.dmoe.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which of the coefficients on (1, x) a gate has, and which the experts have; the others are zero.
 * A constant gate, that of a plain mixture of regressions, has its intercept and nothing else; one
 * without even that gives each expert the same share. Beside, which slopes, and whether the
 * variances, are one number for all experts, and what makes the rows that no expert makes, if there
 * are such.
 */
public final class Design {

  private static final boolean[] NONE = {};

  /** Gate and experts have all coefficients. */
  public static final Design FULL = new Design(NONE, NONE, NONE, false, Optional.empty());

  /** By place of (1, x); both empty where all are there. */
  private final boolean[] gate;

  private final boolean[] experts;

  /** By covariate; empty where no slope is shared. */
  private final boolean[] equal;

  private final boolean equalVariance;
  private final Optional<Noise> noise;

  private Design(
      boolean[] gate,
      boolean[] experts,
      boolean[] equal,
      boolean equalVariance,
      Optional<Noise> noise) {
    this.gate = gate;
    this.experts = experts;
    this.equal = equal;
    this.equalVariance = equalVariance;
    this.noise = noise;
  }

  /**
   * Of a gate and experts with intercepts.
   *
   * @param gate whether the gate has a covariate (length d)
   * @param experts whether the experts have it (length d)
   * @throws IllegalArgumentException if lengths differ, or neither has some covariate
   */
  public static Design of(boolean[] gate, boolean[] experts) {
    return of(gate, true, experts, true);
  }

  /**
   * @param gate whether the gate has a covariate (length d)
   * @param gateIntercept whether it has an intercept
   * @param experts whether the experts have a covariate (length d)
   * @param expertIntercepts whether they have intercepts
   * @throws IllegalArgumentException if lengths differ, or neither has some covariate
   */
  public static Design of(
      boolean[] gate, boolean gateIntercept, boolean[] experts, boolean expertIntercepts) {
    if (gate.length != experts.length) {
      throw new IllegalArgumentException(
          "a gate of %d covariates, experts of %d".formatted(gate.length, experts.length));
    }
    boolean full = gateIntercept && expertIntercepts;
    for (int j = 0; j < gate.length; j++) {
      if (!gate[j] && !experts[j]) {
        throw new IllegalArgumentException(
            "covariate %d is neither the gate's nor the experts'".formatted(j + 1));
      }
      full &= gate[j] && experts[j];
    }
    return full
        ? FULL
        : new Design(
            places(gateIntercept, gate),
            places(expertIntercepts, experts),
            NONE,
            false,
            Optional.empty());
  }

  private static boolean[] places(boolean intercept, boolean[] covariates) {
    boolean[] places = new boolean[covariates.length + 1];
    places[0] = intercept;
    System.arraycopy(covariates, 0, places, 1, covariates.length);
    return places;
  }

  /**
   * The same with parameters that all experts share.
   *
   * @param slopes whether a covariate has one slope for all experts (length d)
   * @param variance whether there is one variance
   * @throws IllegalArgumentException if lengths differ, or a slope is none of the experts'
   */
  public Design withEqual(boolean[] slopes, boolean variance) {
    requireDimension(slopes.length);
    boolean any = false;
    for (int j = 0; j < slopes.length; j++) {
      if (slopes[j] && !expertsHave(j + 1)) {
        throw new IllegalArgumentException(
            "covariate %d is to be equal in all experts, which do not have it".formatted(j + 1));
      }
      any |= slopes[j];
    }
    return new Design(gate, experts, any ? slopes.clone() : NONE, variance, noise);
  }

  /** The same with that noise, or none. */
  public Design withNoise(Optional<Noise> other) {
    return other.equals(noise) ? this : new Design(gate, experts, equal, equalVariance, other);
  }

  /** What makes the rows that no expert makes, in the units of the response that is modelled. */
  public Optional<Noise> noise() {
    return noise;
  }

  /** Whether the other one is the same but for the noise. */
  public boolean hasPartsOf(Design other) {
    return withNoise(Optional.empty()).equals(other.withNoise(Optional.empty()));
  }

  /** Gate and experts have all coefficients. */
  public boolean isFull() {
    return gate.length == 0;
  }

  /**
   * Whether gate and experts have their intercepts. Where one has not, covariates must not be
   * centred: a zero about their means is another constraint.
   */
  public boolean hasIntercepts() {
    return gateHas(0) && expertsHave(0);
  }

  /** Whether experts share any parameter. */
  public boolean isShared() {
    return equalVariance || equal.length > 0;
  }

  /** Whether the coefficient at that place of (1, x) is one number for all experts. */
  public boolean isEqual(int coefficient) {
    return equal.length > 0 && coefficient > 0 && equal[coefficient - 1];
  }

  /** Whether all experts have one variance. */
  public boolean hasEqualVariance() {
    return equalVariance;
  }

  /**
   * Free parameters of K experts with p coefficients on (1, x), their gate, and the share of noise.
   *
   * @param predictors linear predictors of an expert
   * @param dispersion whether experts have a variance
   */
  public int freeParameters(int p, int K, int predictors, boolean dispersion) {
    int slopes = 0;
    for (boolean one : equal) {
      slopes += one ? predictors : 0;
    }
    int shared = slopes + (dispersion && equalVariance ? 1 : 0);
    int ofExpert = predictors * expertSize(p) + (dispersion ? 1 : 0);
    int ofNoise = noise.isPresent() ? 1 : 0;
    return (K - 1) * gateSize(p) + K * (ofExpert - shared) + shared + ofNoise;
  }

  /** Whether the gate has the coefficient at that place of (1, x). */
  public boolean gateHas(int coefficient) {
    return isFull() || gate[coefficient];
  }

  /** Whether the experts have the coefficient at that place of (1, x). */
  public boolean expertsHave(int coefficient) {
    return isFull() || experts[coefficient];
  }

  /** Place of the first of p coefficients that experts have: the intercept, where there is one. */
  public int firstOfExperts(int p) {
    int first = 0;
    while (first < p - 1 && !expertsHave(first)) {
      first++;
    }
    return first;
  }

  /** Coefficients of a gate, of p on (1, x). */
  public int gateSize(int p) {
    return p - missing(gate);
  }

  /** Coefficients of an expert, of p on (1, x). */
  public int expertSize(int p) {
    return p - missing(experts);
  }

  private static int missing(boolean[] has) {
    int missing = 0;
    for (boolean one : has) {
      missing += one ? 0 : 1;
    }
    return missing;
  }

  /**
   * @throws IllegalArgumentException if it is one of another number of covariates
   */
  public void requireDimension(int d) {
    int own = isFull() ? equal.length : gate.length - 1;
    if ((own > 0 || !isFull()) && own != d) {
      throw new IllegalArgumentException(
          "a design of %d covariates for a model of %d".formatted(own, d));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Design that
        && Arrays.equals(gate, that.gate)
        && Arrays.equals(experts, that.experts)
        && Arrays.equals(equal, that.equal)
        && equalVariance == that.equalVariance
        && noise.equals(that.noise);
  }

  @Override
  public int hashCode() {
    int shared = 2 * Arrays.hashCode(equal) + (equalVariance ? 1 : 0);
    return 31 * Arrays.hashCode(gate) + Arrays.hashCode(experts) + 961 * shared + noise.hashCode();
  }

  @Override
  public String toString() {
    String parts =
        isFull()
            ? "all covariates"
            : "gate " + Arrays.toString(gate) + ", experts " + Arrays.toString(experts);
    String slopes = equal.length == 0 ? "" : ", equal slopes " + Arrays.toString(equal);
    return parts
        + slopes
        + (equalVariance ? ", equal variance" : "")
        + noise.map(n -> ", " + n).orElse("");
  }
}
