package org.dmoe.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.model.family.Families;
import org.dmoe.model.family.Family;

/**
 * What the response of a table is.
 *
 * @param family of its distribution given an expert
 * @param classes texts that stand for the numbers from 0 on; empty where the response is a number,
 *     or the classes are still to be found
 * @param exposure column of what it counts within: trials of a binomial response, exposure of a
 *     count; empty where that is 1 in every row
 */
public record ResponseType(String family, List<String> classes, String exposure) {

  public static final String CATEGORICAL = "categorical";
  public static final String BINOMIAL = "binomial";
  public static final String POISSON = "poisson";

  /** Numbers, which are what a response is by default. */
  public static final ResponseType GAUSSIAN = new ResponseType("gaussian", List.of(), "");

  /**
   * @throws IllegalArgumentException if the family has no classes or no exposure, or a class is
   *     named twice or too few are named
   */
  public ResponseType {
    Objects.requireNonNull(family, "family");
    Objects.requireNonNull(exposure, "exposure");
    classes = List.copyOf(classes);
    if (!classes.isEmpty()) {
      requireClasses(family, classes, exposure);
    }
    if (!exposure.isEmpty() && !family.equals(BINOMIAL) && !family.equals(POISSON)) {
      throw new IllegalArgumentException(
          "family %s has neither trials nor exposure".formatted(family));
    }
  }

  /** Of a family, with nothing else said. */
  public static ResponseType of(String family) {
    return new ResponseType(family, List.of(), "");
  }

  private static void requireClasses(String family, List<String> classes, String exposure) {
    if (!family.equals(CATEGORICAL) && !family.equals(BINOMIAL)) {
      throw new IllegalArgumentException("family %s has no classes".formatted(family));
    }
    Optional<String> twice = ColumnNames.repeated(classes);
    if (twice.isPresent()) {
      throw new IllegalArgumentException("class '%s' is named twice".formatted(twice.get()));
    }
    if (classes.size() < 2) {
      throw new IllegalArgumentException(
          "the only class is '%s': two or more are needed".formatted(classes.get(0)));
    }
    if (family.equals(BINOMIAL) && (classes.size() > 2 || !exposure.isEmpty())) {
      throw new IllegalArgumentException(
          exposure.isEmpty()
              ? "a binomial response has two classes, not %d".formatted(classes.size())
              : "with trials the response is a number of successes, not one of two classes");
    }
  }

  public ResponseType withClasses(List<String> names) {
    return new ResponseType(family, names, exposure);
  }

  /** The distribution given an expert. */
  public Family distribution() {
    return Families.of(family, family.equals(CATEGORICAL) ? classes : List.of());
  }

  public boolean isGaussian() {
    return family.equals(GAUSSIAN.family);
  }

  /** Whether the column holds texts that stand for numbers. */
  public boolean isText() {
    return !classes.isEmpty();
  }

  /** Number of a class, from 0; empty where it is not known. */
  public Optional<Integer> number(String text) {
    int place = classes.indexOf(text);
    return place < 0 ? Optional.empty() : Optional.of(place);
  }
}
