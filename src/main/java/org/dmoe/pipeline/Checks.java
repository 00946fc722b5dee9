package org.dmoe.pipeline;

import java.util.Locale;
import org.dmoe.aggregate.Aggregators;

/** What requests check in common. */
final class Checks {

  private Checks() {}

  /**
   * @throws IllegalArgumentException unless the condition holds
   */
  static void that(boolean condition, String format, Object... args) {
    if (!condition) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, args));
    }
  }

  /**
   * @throws IllegalArgumentException if there is no such aggregator, the other plan is wanted where
   *     there is none, or the fraction is not between 0 and 1
   */
  static void aggregation(String aggregator, boolean bothPlans, double minLocalModels) {
    that(
        Aggregators.NAMES.contains(aggregator),
        "--aggregator %s: there are %s",
        aggregator,
        String.join(", ", Aggregators.NAMES));
    that(
        !bothPlans || aggregator.equals("reduction"),
        "--plan both: is for the reduction, not for --aggregator %s",
        aggregator);
    that(
        minLocalModels >= 0 && minLocalModels <= 1,
        "--min-local-models %s: must be between 0 and 1",
        minLocalModels);
  }

  static void positive(String flag, long value) {
    that(value >= 1, "%s %d: must be at least 1", flag, value);
  }
}
