package org.dmoe.model.family;

import java.util.List;

/** The families by their names. */
public final class Families {

  /** Larger whole numbers are not all doubles. */
  public static final double LARGEST_COUNT = 0x1p53;

  private static final List<String> IDS = List.of("gaussian", "categorical", "binomial", "poisson");

  private Families() {}

  /** Names of all. */
  public static List<String> ids() {
    return IDS;
  }

  /**
   * The family of a name.
   *
   * @param classes of a categorical response; empty for other families
   * @throws IllegalArgumentException if there is none, or the classes do not fit it
   */
  public static Family of(String id, List<String> classes) {
    if (!"categorical".equals(id) && !classes.isEmpty()) {
      throw new IllegalArgumentException("family %s has no classes".formatted(id));
    }
    return switch (id) {
      case "gaussian" -> Gaussian.INSTANCE;
      case "categorical" -> Categorical.of(classes);
      case "binomial" -> Binomial.INSTANCE;
      case "poisson" -> Poisson.INSTANCE;
      default ->
          throw new IllegalArgumentException(
              "there is no family '%s', only %s".formatted(id, String.join(", ", IDS)));
    };
  }
}
