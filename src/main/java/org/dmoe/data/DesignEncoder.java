package org.dmoe.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the covariates of a row out of its columns: numbers as they are or their column's mean,
 * levels as indicators. Not for several threads.
 */
public final class DesignEncoder {

  /** What became of a row. */
  public enum Outcome {
    /** All covariates are there. */
    OK,
    /** A value is missing that nothing stands in for. */
    MISSING,
    /** A level is none of those that are known. */
    UNSEEN,
    /** A term is not a number, as the logarithm of 0. */
    OUTSIDE
  }

  private final List<FeatureColumn> columns;
  private final Map<String, Integer>[] levels;
  private final boolean unseenIsReference;
  private final int dimension;
  private final Optional<TermEncoder> terms;
  private final double[] raw;
  private final double[] complete;
  private final int[] indices;
  private String reason = "";

  private DesignEncoder(FeatureSpec spec, boolean unseenIsReference) {
    this.columns = spec.columns();
    this.unseenIsReference = unseenIsReference;
    this.dimension = spec.dimension();
    this.levels = levels(columns);
    this.terms = spec.formula().isNone() ? Optional.empty() : Optional.of(new TermEncoder(spec));
    this.raw = new double[terms.isPresent() ? columns.size() : 0];
    this.complete = new double[spec.numbers().size()];
    this.indices = new int[spec.categories().size()];
  }

  /**
   * @param unseenIsReference whether a level that is not known counts as the reference
   */
  public static DesignEncoder of(FeatureSpec spec, boolean unseenIsReference) {
    return new DesignEncoder(spec, unseenIsReference);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Map<String, Integer>[] levels(List<FeatureColumn> columns) {
    Map<String, Integer>[] levels = new Map[columns.size()];
    for (int c = 0; c < levels.length; c++) {
      levels[c] = new HashMap<>();
      List<String> names = columns.get(c).levels();
      for (int i = 0; i < names.size(); i++) {
        levels[c].put(names.get(i), i);
      }
    }
    return levels;
  }

  /** Number of covariates d. */
  public int dimension() {
    return dimension;
  }

  /**
   * Encodes a row.
   *
   * @param numbers in the order of {@link FeatureSpec#numbers}; NaN is missing
   * @param texts in the order of {@link FeatureSpec#categories}, more may follow; null is missing
   * @param x receives the covariates (length d)
   */
  public Outcome encode(double[] numbers, String[] texts, double[] x) {
    return terms.isPresent() ? byTerms(numbers, texts, x) : byColumns(numbers, texts, x);
  }

  private Outcome byTerms(double[] numbers, String[] texts, double[] x) {
    int number = 0;
    int text = 0;
    for (int c = 0; c < levels.length; c++) {
      FeatureColumn column = columns.get(c);
      if (column.isCategorical()) {
        String level = texts[text];
        Outcome outcome = known(c, level);
        if (outcome != Outcome.OK) {
          return outcome;
        }
        indices[text] = levels[c].getOrDefault(level, 0);
        raw[c] = indices[text++];
      } else {
        double value = numbers[number];
        complete[number] = Double.isNaN(value) ? column.mean() : value;
        raw[c] = complete[number];
        if (Double.isNaN(complete[number++])) {
          return missing(column);
        }
      }
    }
    if (!terms.get().encode(complete, indices, x)) {
      reason = terms.get().reason();
      return Outcome.OUTSIDE;
    }
    return Outcome.OK;
  }

  private Outcome byColumns(double[] numbers, String[] texts, double[] x) {
    int number = 0;
    int text = 0;
    int at = 0;
    for (int c = 0; c < levels.length; c++) {
      FeatureColumn column = columns.get(c);
      if (column.isCategorical()) {
        Outcome outcome = indicators(c, texts[text++], x, at);
        if (outcome != Outcome.OK) {
          return outcome;
        }
        at += column.levels().size() - 1;
      } else {
        double value = numbers[number++];
        x[at] = Double.isNaN(value) ? column.mean() : value;
        if (Double.isNaN(x[at++])) {
          return missing(column);
        }
      }
    }
    return Outcome.OK;
  }

  /**
   * Of a formula, what the last row's covariates were made of: for each column its number, or the
   * index of its level; empty without one. The storage itself, overwritten by the next row.
   */
  public double[] raw() {
    return raw;
  }

  /** Why the last row that was not encoded was not. */
  public String reason() {
    return reason;
  }

  private Outcome indicators(int c, String level, double[] x, int at) {
    FeatureColumn column = columns.get(c);
    Outcome outcome = known(c, level);
    if (outcome != Outcome.OK) {
      return outcome;
    }
    Integer index = levels[c].get(level);
    Arrays.fill(x, at, at + column.levels().size() - 1, 0);
    if (index != null && index > 0) {
      x[at + index - 1] = 1;
    }
    return Outcome.OK;
  }

  private Outcome known(int c, String level) {
    FeatureColumn column = columns.get(c);
    if (level == null) {
      return missing(column);
    }
    if (!levels[c].containsKey(level) && !unseenIsReference) {
      reason =
          "column '%s': level '%s' was not seen before (--unseen reference takes '%s' for it)"
              .formatted(column.name(), level, column.levels().get(0));
      return Outcome.UNSEEN;
    }
    return Outcome.OK;
  }

  private Outcome missing(FeatureColumn column) {
    reason = "column '" + column.name() + "': missing";
    return Outcome.MISSING;
  }
}
