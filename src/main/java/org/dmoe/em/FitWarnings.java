package org.dmoe.em;

import java.util.ArrayList;
import java.util.List;
import org.dmoe.data.Observations;
import org.dmoe.em.likelihood.ParameterLayout;
import org.dmoe.em.search.Solution;

/** When a local fit cannot be relied on. */
final class FitWarnings {

  /** Rows per parameter below which aggregating in one shot was seen to be unreliable. */
  private static final int ROWS_PER_PARAMETER = 8;

  private FitWarnings() {}

  /** K, or as many experts as have p + 1 rows each. */
  static int affordableExperts(int rows, int p, int experts) {
    return Math.max(1, Math.min(experts, rows / (p + 1)));
  }

  static List<String> of(Observations observations, Solution solution, int requested) {
    List<String> warnings = new ArrayList<>();
    ParameterLayout layout = solution.layout();
    if (observations.rows() < (long) ROWS_PER_PARAMETER * layout.size()) {
      warnings.add(
          "%d rows are few for %d parameters".formatted(observations.rows(), layout.size()));
    }
    int rarest = solution.rarest();
    double rowsOfRarest =
        solution.mass()[rarest] * observations.rows() / observations.totalWeight();
    if (rowsOfRarest < layout.p()) {
      warnings.add(
          "the rarest expert has %.1f rows for %d coefficients"
              .formatted(rowsOfRarest, layout.p()));
    }
    if (layout.K() < requested) {
      warnings.add("the model has %d of %d experts".formatted(layout.K(), requested));
    }
    return warnings;
  }
}
