package org.dmoe.data.describe;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What sites tell each other of a column: its type, and sums over rows, none of a single row.
 *
 * @param type number, category, or another of {@link ColumnDescription}, which cannot be a
 *     covariate
 * @param count cells that are not missing
 * @param missing cells that are
 * @param mean of the numbers, as sd; NaN where there is none
 * @param sd with divisor count - 1
 * @param levels of a category with their counts, the reference first; empty for others
 * @param unit of the numbers; empty where it is not known
 */
public record SharedColumn(
    String name,
    String type,
    long count,
    long missing,
    double mean,
    double sd,
    Map<String, Long> levels,
    String unit) {

  public static final String NUMBER = "number";
  public static final String CATEGORY = "category";
  static final String TEXT = "text";
  private static final String EMPTY = "empty";

  /**
   * @throws IllegalArgumentException if a count is negative, or levels and type do not agree
   */
  public SharedColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    levels = Collections.unmodifiableMap(new LinkedHashMap<>(levels));
    if (count < 0 || missing < 0 || levels.values().stream().anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException("column '" + name + "': a count is negative");
    }
    if (type.equals(CATEGORY) == levels.isEmpty()) {
      throw new IllegalArgumentException(
          "column '%s': a %s %s levels"
              .formatted(name, type, levels.isEmpty() ? "without" : "with"));
    }
  }

  static SharedColumn number(ColumnDescription column, String unit) {
    return of(column, NUMBER, Map.of(), unit);
  }

  static SharedColumn category(ColumnDescription column, Map<String, Long> levels) {
    return new SharedColumn(
        column.name(),
        CATEGORY,
        column.count(),
        column.missing(),
        Double.NaN,
        Double.NaN,
        levels,
        "");
  }

  static SharedColumn of(
      ColumnDescription column, String type, Map<String, Long> levels, String unit) {
    return new SharedColumn(
        column.name(),
        type,
        column.count(),
        column.missing(),
        column.mean(),
        column.sd(),
        levels,
        unit);
  }

  public boolean isNumber() {
    return type.equals(NUMBER);
  }

  public boolean isCategory() {
    return type.equals(CATEGORY);
  }

  /** Of texts with more levels than a category has. */
  boolean isText() {
    return type.equals(TEXT);
  }

  /** Without a value it may be of any type. */
  boolean isEmpty() {
    return type.equals(EMPTY);
  }

  /** A text with many levels at one site may have few at another, that has few rows. */
  boolean goesWith(SharedColumn that) {
    boolean texts = (isText() && that.isCategory()) || (isCategory() && that.isText());
    return type.equals(that.type) || isEmpty() || that.isEmpty() || texts;
  }

  /** The same column of the rows of both, which go with each other. */
  SharedColumn plus(SharedColumn that) {
    String united = isEmpty() || that.isText() ? that.type : type;
    return new SharedColumn(
        name,
        united,
        count + that.count,
        missing + that.missing,
        pooledMean(that),
        pooledSd(that),
        united.equals(CATEGORY) ? levelsWith(that) : Map.of(),
        unit.isEmpty() ? that.unit : unit);
  }

  private double pooledMean(SharedColumn that) {
    if (Double.isNaN(mean) || Double.isNaN(that.mean)) {
      return Double.isNaN(mean) ? that.mean : mean;
    }
    return mean + (that.mean - mean) * ((double) that.count / (count + that.count));
  }

  /** Chan, Golub and LeVeque (1983), eq. 1.5: S = S_1 + S_2 + (mean_2 - mean_1)^2 n_1 n_2 / n. */
  private double pooledSd(SharedColumn that) {
    if (Double.isNaN(mean) || Double.isNaN(that.mean)) {
      return Double.isNaN(mean) ? that.sd : sd;
    }
    double n = (double) count + that.count;
    double between = that.mean - mean;
    double squares = squares() + that.squares() + between * between * (count / n) * that.count;
    return Math.sqrt(squares / (n - 1));
  }

  /** Sum of squared deviations from the mean; of one value it is 0, though it has no sd. */
  private double squares() {
    return count < 2 ? 0 : sd * sd * (count - 1);
  }

  /** In the order of their texts where both are; else those of this one, then what is new. */
  private Map<String, Long> levelsWith(SharedColumn that) {
    Map<String, Long> all =
        isSorted(levels.keySet()) && isSorted(that.levels.keySet())
            ? new TreeMap<>(levels)
            : new LinkedHashMap<>(levels);
    that.levels.forEach((level, n) -> all.merge(level, n, Long::sum));
    return all;
  }

  private static boolean isSorted(Collection<String> names) {
    String last = null;
    for (String name : names) {
      if (last != null && last.compareTo(name) > 0) {
        return false;
      }
      last = name;
    }
    return true;
  }
}
