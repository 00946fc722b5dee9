package org.dmoe.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What is drawn: series of numbers over a common axis.
 *
 * @param kind how they are drawn
 * @param across name of the common axis
 * @param at places on that axis, numbers for lines and names for everything else
 * @param up name of the numbers' axis
 * @param series each as long as the axis
 */
public record Chart(Kind kind, String across, List<?> at, String up, List<Series> series) {

  /** How series are drawn. */
  public enum Kind {
    /** Against numbers. */
    LINES,
    /** A bar from zero at each name. */
    BARS,
    /** A dot at each name, to compare what is far from zero. */
    DOTS,
    /** A dot at each name, of the first series, on a line from the second to the third. */
    INTERVALS,
    /** An upright bar at each name, of the first series; the others are lines over them. */
    COLUMNS,
    /** A cell for each name and each series, the darker the nearer to 1. */
    HEAT
  }

  /**
   * Numbers of one colour.
   *
   * @param name in the legend
   * @param values NaN where there is none
   */
  public record Series(String name, List<Double> values) {

    public Series {
      values = List.copyOf(values);
    }
  }

  public Chart {
    at = List.copyOf(at);
    series = List.copyOf(series);
    if (kind == Kind.LINES && !at.stream().allMatch(Number.class::isInstance)) {
      throw new IllegalArgumentException("lines are drawn against numbers, not " + at);
    }
    for (Series one : series) {
      if (one.values().size() != at.size()) {
        throw new IllegalArgumentException(
            "series '%s' has %d of %d values"
                .formatted(one.name(), one.values().size(), at.size()));
      }
    }
  }

  /** The same numbers as text. */
  DataTable table() {
    List<String> header = new ArrayList<>(List.of(across));
    series.forEach(one -> header.add(one.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < at.size(); i++) {
      List<String> row = new ArrayList<>();
      row.add(at.get(i) instanceof Double number ? Text.number(number) : at.get(i).toString());
      for (Series one : series) {
        row.add(Text.number(one.values().get(i)));
      }
      rows.add(row);
    }
    return new DataTable(header, rows);
  }
}
