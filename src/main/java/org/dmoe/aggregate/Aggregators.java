package org.dmoe.aggregate;

import java.util.List;
import org.dmoe.transport.Aggregator;
import org.dmoe.transport.ReductionEstimator;
import org.dmoe.transport.ReductionOptions;

/** All aggregations by their names. */
public final class Aggregators {

  /** Names in the order of tables. */
  public static final List<String> NAMES =
      List.of(
          "reduction",
          "transport",
          "likelihood",
          "statistics",
          "weighted-average",
          "middle",
          "likeliest",
          "aligned-average",
          "greedy");

  private Aggregators() {}

  /**
   * @param options whose cost and plan also say by which R_c the result is described
   * @throws IllegalArgumentException if there is no aggregation of that name
   */
  public static Aggregator named(String name, ReductionOptions options) {
    return switch (name) {
      case "reduction" -> ReductionEstimator.of(options);
      case "transport" -> ReductionEstimator.transport(options);
      case "likelihood" -> ReductionEstimator.likelihood(options);
      case "statistics" -> ReductionEstimator.statistics(options);
      case "weighted-average" -> DirectAggregator.weightedAverage(options);
      case "middle" -> DirectAggregator.middle(options);
      case "likeliest" -> DirectAggregator.likeliest(options);
      case "aligned-average" -> DirectAggregator.alignedAverage(options);
      case "greedy" -> DirectAggregator.greedy(options);
      default ->
          throw new IllegalArgumentException(
              "there is no aggregation '%s'; there are %s"
                  .formatted(name, String.join(", ", NAMES)));
    };
  }

  /** All of them, in the order of tables. */
  public static List<Aggregator> all(ReductionOptions options) {
    return NAMES.stream().map(name -> named(name, options)).toList();
  }
}
