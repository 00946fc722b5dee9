package org.dmoe.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Of one metric of one model in one setting, over replicates.
 *
 * @param mean NaN where there is no value
 * @param deviation standard deviation; 0 of a single value
 * @param number of replicates with a value
 */
record Summary(double mean, double deviation, int number) {

  static Summary of(List<Double> values) {
    double mean = values.stream().mapToDouble(v -> v).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.size() < 2 ? 0 : StrictMath.sqrt(squares / (values.size() - 1));
    return new Summary(mean, deviation, values.size());
  }

  /** Over the cells that were run. */
  static Summary of(Results results, Setting setting, int replicates, String model, Metric metric)
      throws IOException {
    List<Double> values = new ArrayList<>();
    for (int r = 1; r <= replicates; r++) {
      for (Line line : results.of(new Cell(setting, r))) {
        Double value = line.values().get(metric);
        if (line.model().equals(model) && value != null) {
          values.add(value);
        }
      }
    }
    return of(values);
  }

  boolean isKnown() {
    return number > 0;
  }
}
