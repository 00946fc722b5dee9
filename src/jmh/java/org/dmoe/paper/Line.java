package org.dmoe.paper;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the results: one model of one cell.
 *
 * @param values where they are known
 */
record Line(Cell cell, String model, Map<Metric, Double> values) {

  Line {
    values = Map.copyOf(values);
  }

  static String header() {
    List<String> header = new ArrayList<>(Setting.COLUMNS);
    header.addAll(List.of("replicate", "model"));
    for (Metric metric : Metric.stored()) {
      header.add(metric.column());
    }
    return String.join(",", header);
  }

  String csv() {
    List<String> fields = new ArrayList<>(cell.setting().values());
    fields.addAll(List.of("" + cell.replicate(), model));
    for (Metric metric : Metric.stored()) {
      Double value = values.get(metric);
      fields.add(value == null ? "" : value.toString());
    }
    return String.join(",", fields);
  }

  /**
   * @param csv a line that {@link #csv()} wrote of the cell
   */
  static Line of(Cell cell, String csv) {
    String[] fields = csv.split(",", -1);
    int first = Setting.COLUMNS.size() + 2;
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    List<Metric> stored = Metric.stored();
    for (int j = 0; j < stored.size(); j++) {
      String field = fields[first + j];
      if (!field.isEmpty()) {
        values.put(stored.get(j), Double.valueOf(field));
      }
    }
    return new Line(cell, fields[first - 1], values);
  }
}
