package org.dmoe.pipeline;

import java.util.Optional;
import java.util.OptionalDouble;
import org.dmoe.evaluate.Deviation;
import org.dmoe.evaluate.Metrics;

/**
 * A line of a table of models.
 *
 * @param name of the model
 * @param relaxedCost R_c, mean over the supporting sample with the second margin free, if it was
 *     computed
 * @param transportCost T_c, the same with both margins, if it was computed
 * @param metrics on the test rows, if there are any
 * @param deviation from a reference, if there is one
 */
public record ModelScore(
    String name,
    OptionalDouble relaxedCost,
    OptionalDouble transportCost,
    Optional<Metrics> metrics,
    Optional<Deviation> deviation) {

  /** Neither costs nor metrics are known. */
  static ModelScore of(String name) {
    return new ModelScore(
        name, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
  }

  static ModelScore of(String name, Metrics metrics) {
    return of(name).withMetrics(metrics);
  }

  ModelScore withMetrics(Metrics found) {
    return new ModelScore(name, relaxedCost, transportCost, Optional.of(found), deviation);
  }

  ModelScore withCosts(double relaxed, OptionalDouble transport) {
    return new ModelScore(name, OptionalDouble.of(relaxed), transport, metrics, deviation);
  }

  ModelScore withDeviation(Deviation from) {
    return new ModelScore(name, relaxedCost, transportCost, metrics, Optional.of(from));
  }
}
