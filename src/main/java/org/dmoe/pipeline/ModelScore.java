package org.dmoe.pipeline;

import java.util.Optional;
import org.dmoe.evaluate.Deviation;
import org.dmoe.evaluate.Metrics;

/**
 * A line of a table of models.
 *
 * @param name of the model
 * @param relaxedCost R_c, mean over the supporting sample with the second margin free; NaN where it
 *     was not computed
 * @param transportCost T_c, the same with both margins; NaN where it was not computed
 * @param metrics on the test rows, if there are any
 * @param deviation from a reference, if there is one
 */
public record ModelScore(
    String name,
    double relaxedCost,
    double transportCost,
    Optional<Metrics> metrics,
    Optional<Deviation> deviation) {

  ModelScore(String name, double relaxedCost, double transportCost, Optional<Metrics> metrics) {
    this(name, relaxedCost, transportCost, metrics, Optional.empty());
  }

  ModelScore withDeviation(Deviation from) {
    return new ModelScore(name, relaxedCost, transportCost, metrics, Optional.of(from));
  }

  static ModelScore of(String name, Metrics metrics) {
    return new ModelScore(name, Double.NaN, Double.NaN, Optional.of(metrics));
  }
}
