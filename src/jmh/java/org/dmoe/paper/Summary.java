package org.dmoe.paper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
      Map<Metric, Double> own = values(results, new Cell(setting, r), model);
      Map<Metric, Double> global =
          metric.isStored()
              ? Map.of()
              : values(results, new Cell(setting.global(), r), CellRun.GLOBAL);
      double value = metric.of(own, global);
      if (!Double.isNaN(value)) {
        values.add(value);
      }
    }
    return of(values);
  }

  private static Map<Metric, Double> values(Results results, Cell cell, String model)
      throws IOException {
    return results.of(cell).stream()
        .filter(line -> line.model().equals(model))
        .findFirst()
        .map(Line::values)
        .orElse(Map.of());
  }

  boolean isKnown() {
    return number > 0;
  }
}
