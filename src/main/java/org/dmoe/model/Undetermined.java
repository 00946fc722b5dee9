package org.dmoe.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Directions of (1, x) on which rows say nothing: vectors v with v' (1, x) = 0 on every one of
 * them, as for a column that is constant there, or a level that does not occur. Of coefficients
 * along v, such rows know nothing; the rest they determine.
 */
public final class Undetermined {

  /** What rows of full rank leave undetermined. */
  public static final Undetermined NOTHING = new Undetermined(List.of());

  private final List<double[]> directions;

  private Undetermined(List<double[]> directions) {
    this.directions = directions;
  }

  /**
   * @param directions each of length d + 1, intercept first, in users' units
   * @throws IllegalArgumentException if a number is not finite, a direction vanishes, or lengths
   *     differ
   */
  public static Undetermined of(List<double[]> directions) {
    List<double[]> copies = new ArrayList<>();
    for (double[] direction : directions) {
      Numbers.requireFinite(direction, "undetermined direction " + (copies.size() + 1));
      if (direction.length != directions.get(0).length || !(largest(direction) > 0)) {
        throw new IllegalArgumentException(
            "undetermined direction %d is %s"
                .formatted(copies.size() + 1, Arrays.toString(direction)));
      }
      copies.add(direction.clone());
    }
    return new Undetermined(copies);
  }

  public boolean isEmpty() {
    return directions.isEmpty();
  }

  /** Number of directions. */
  public int size() {
    return directions.size();
  }

  /** Those of a part of the coefficients: directions that have no others. */
  public Undetermined within(IntPredicate coefficients) {
    List<double[]> kept = new ArrayList<>();
    for (double[] direction : directions) {
      boolean inside = true;
      for (int j = 0; j < direction.length; j++) {
        inside &= direction[j] == 0 || coefficients.test(j);
      }
      if (inside) {
        kept.add(direction);
      }
    }
    return kept.size() == directions.size() ? this : new Undetermined(kept);
  }

  /** A copy of a direction (length d + 1). */
  public double[] direction(int i) {
    return directions.get(i).clone();
  }

  /** Whether the coefficient at that place of (1, x) has a part in one of the directions. */
  public boolean concerns(int coefficient) {
    return directions.stream().anyMatch(v -> v[coefficient] != 0);
  }

  private static double largest(double[] direction) {
    double largest = 0;
    for (double part : direction) {
      largest = Math.max(largest, Math.abs(part));
    }
    return largest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Undetermined that
        && Arrays.deepEquals(directions.toArray(), that.directions.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(directions.toArray());
  }

  @Override
  public String toString() {
    return Arrays.deepToString(directions.toArray());
  }
}
