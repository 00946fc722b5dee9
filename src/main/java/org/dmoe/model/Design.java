package org.dmoe.model;

import java.util.Arrays;

/**
 * Which of the coefficients on (1, x) a gate has, and which the experts have; the others are zero.
 * Both always have their intercepts. A constant gate, that of a plain mixture of regressions, has
 * nothing else.
 */
public final class Design {

  /** Gate and experts have all covariates. */
  public static final Design FULL = new Design(new boolean[0], new boolean[0]);

  /** By covariate; both empty where all are there. */
  private final boolean[] gate;

  private final boolean[] experts;

  private Design(boolean[] gate, boolean[] experts) {
    this.gate = gate;
    this.experts = experts;
  }

  /**
   * @param gate whether the gate has a covariate (length d)
   * @param experts whether the experts have it (length d)
   * @throws IllegalArgumentException if lengths differ, or neither has some covariate
   */
  public static Design of(boolean[] gate, boolean[] experts) {
    if (gate.length != experts.length) {
      throw new IllegalArgumentException(
          "a gate of %d covariates, experts of %d".formatted(gate.length, experts.length));
    }
    boolean full = true;
    for (int j = 0; j < gate.length; j++) {
      if (!gate[j] && !experts[j]) {
        throw new IllegalArgumentException(
            "covariate %d is neither the gate's nor the experts'".formatted(j + 1));
      }
      full &= gate[j] && experts[j];
    }
    return full ? FULL : new Design(gate.clone(), experts.clone());
  }

  public boolean isFull() {
    return gate.length == 0;
  }

  /** Whether the gate has the coefficient at that place of (1, x). */
  public boolean gateHas(int coefficient) {
    return isFull() || coefficient == 0 || gate[coefficient - 1];
  }

  /** Whether the experts have the coefficient at that place of (1, x). */
  public boolean expertsHave(int coefficient) {
    return isFull() || coefficient == 0 || experts[coefficient - 1];
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
    if (!isFull() && gate.length != d) {
      throw new IllegalArgumentException(
          "a design of %d covariates for a model of %d".formatted(gate.length, d));
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Design that
        && Arrays.equals(gate, that.gate)
        && Arrays.equals(experts, that.experts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(gate) + Arrays.hashCode(experts);
  }

  @Override
  public String toString() {
    return isFull()
        ? "all covariates"
        : "gate " + Arrays.toString(gate) + ", experts " + Arrays.toString(experts);
  }
}
