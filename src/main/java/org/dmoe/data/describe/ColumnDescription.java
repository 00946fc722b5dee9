package org.dmoe.data.describe;

import java.util.Map;

/**
 * What is said of a column.
 *
 * @param type number, text, mixed, empty, date, time, timestamp, or unreadable
 * @param count cells that are not missing
 * @param missing cells that are
 * @param mean of the numbers, as sd, min and max; NaN where there is none
 * @param manyLevels whether there are more different values than were told apart
 * @param levels the different values with their counts; empty where they are many
 */
public record ColumnDescription(
    String name,
    String type,
    long count,
    long missing,
    double mean,
    double sd,
    double min,
    double max,
    boolean manyLevels,
    Map<String, Long> levels) {

  static ColumnDescription of(String name, ColumnStatistics column) {
    return new ColumnDescription(
        name,
        type(column),
        column.numbers() + column.texts(),
        column.missing(),
        column.mean(),
        column.sd(),
        column.min(),
        column.max(),
        column.hasManyLevels(),
        column.levels());
  }

  /**
   * @param what it holds
   */
  static ColumnDescription unreadable(String name, String what) {
    return new ColumnDescription(
        name,
        "unreadable (" + what + ")",
        0,
        0,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        false,
        Map.of());
  }

  ColumnDescription withType(String other) {
    return new ColumnDescription(
        name, other, count, missing, mean, sd, min, max, manyLevels, levels);
  }

  private static String type(ColumnStatistics column) {
    if (column.numbers() == 0) {
      return column.texts() == 0 ? "empty" : "text";
    }
    return column.texts() == 0 ? "number" : "mixed";
  }

  boolean isNumber() {
    return type.equals("number");
  }
}
