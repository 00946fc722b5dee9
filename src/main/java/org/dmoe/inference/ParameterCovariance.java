package org.dmoe.inference;

import java.util.Arrays;
import java.util.OptionalLong;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.model.Numbers;

/**
 * Covariance of a mixture's parameters in users' units, in the order of {@link ParameterLayout}:
 * gates of all experts but the last, means, log variances. Where the rows do not identify a
 * parameter, it is that of a generalised inverse: combinations that they identify have theirs.
 *
 * @param kind what it believes
 * @param lower its nu (nu + 1) / 2 entries on and below the diagonal, row by row
 * @param notIdentified parameters that the rows do not determine, ascending
 * @param atFloor experts whose variance is at its floor, from 0, ascending
 * @param machines number of machines M
 * @param approximate whether it may be off by more than its name says
 */
public record ParameterCovariance(
    CovarianceKind kind,
    double[] lower,
    int[] notIdentified,
    int[] atFloor,
    long machines,
    boolean approximate) {

  /**
   * @throws IllegalArgumentException if a number is not finite or a variance negative
   */
  public ParameterCovariance {
    Numbers.requireFinite(lower, "covariance");
    int nu = size(lower);
    if (nu * (nu + 1) / 2 != lower.length) {
      throw new IllegalArgumentException("a covariance cannot have %d".formatted(lower.length));
    }
    for (int j = 0; j < nu; j++) {
      if (!(lower[at(j, j)] >= 0)) {
        throw new IllegalArgumentException(
            "variance of parameter %d is negative: %s".formatted(j + 1, lower[at(j, j)]));
      }
    }
    requireIndices(notIdentified, nu);
    requireIndices(atFloor, nu);
  }

  private static int size(double[] lower) {
    return (int) ((Math.sqrt(8.0 * lower.length + 1) - 1) / 2);
  }

  private static int at(int row, int column) {
    int i = Math.max(row, column);
    return i * (i + 1) / 2 + Math.min(row, column);
  }

  private static void requireIndices(int[] indices, int nu) {
    int least = 0;
    for (int index : indices) {
      if (index < least || index >= nu) {
        throw new IllegalArgumentException("%d is no index of %d in order".formatted(index, nu));
      }
      least = index + 1;
    }
  }

  /** Number of parameters nu. */
  public int size() {
    return size(lower);
  }

  /** Covariance of two parameters. */
  public double get(int i, int j) {
    return lower[at(i, j)];
  }

  /** Whether the rows determine a parameter. */
  public boolean identifies(int j) {
    return Arrays.binarySearch(notIdentified, j) < 0;
  }

  /** Whether an expert's variance is at its floor. */
  public boolean isAtFloor(int k) {
    return Arrays.binarySearch(atFloor, k) >= 0;
  }

  /** Of the t distribution that intervals are taken from; empty for the normal. */
  public OptionalLong degreesOfFreedom() {
    return kind == CovarianceKind.MACHINE ? OptionalLong.of(machines - 1) : OptionalLong.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterCovariance that
        && kind == that.kind
        && machines == that.machines
        && approximate == that.approximate
        && Arrays.equals(lower, that.lower)
        && Arrays.equals(notIdentified, that.notIdentified)
        && Arrays.equals(atFloor, that.atFloor);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(lower) + 31 * kind.name().hashCode();
  }

  @Override
  public String toString() {
    return "%s covariance of %d parameters".formatted(kind.words(), size());
  }
}
