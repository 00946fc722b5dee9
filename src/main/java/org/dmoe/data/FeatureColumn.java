package org.dmoe.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A column of a table that covariates are made of: itself, or, where it has levels, an indicator
 * for each of them but the first (reference coding).
 *
 * @param name of the column
 * @param levels of a categorical column, the reference first; empty for a number
 * @param mean that stands in for a missing number; NaN where none does
 * @param unit of the numbers; empty where it is not known
 * @param use which parts of a model have its covariates
 */
public record FeatureColumn(String name, List<String> levels, double mean, String unit, Use use) {

  /** Parts of a model that have a column's covariates. */
  public enum Use {
    BOTH(true, true),
    GATE(true, false),
    EXPERTS(false, true);

    private final boolean gate;
    private final boolean experts;

    Use(boolean gate, boolean experts) {
      this.gate = gate;
      this.experts = experts;
    }

    public boolean inGate() {
      return gate;
    }

    public boolean inExperts() {
      return experts;
    }
  }

  /** In gate and experts. */
  public FeatureColumn(String name, List<String> levels, double mean, String unit) {
    this(name, levels, mean, unit, Use.BOTH);
  }

  /**
   * @throws IllegalArgumentException if a level occurs twice or the mean is infinite
   */
  public FeatureColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(use, "use");
    levels = List.copyOf(levels);
    Set<String> seen = new HashSet<>();
    for (String level : levels) {
      if (!seen.add(level)) {
        throw new IllegalArgumentException(
            "level '%s' of column '%s' is named twice".formatted(level, name));
      }
    }
    if (Double.isInfinite(mean)) {
      throw new IllegalArgumentException("mean of column '" + name + "' is not finite: " + mean);
    }
  }

  /** A number of which nothing more is known. */
  public static FeatureColumn number(String name) {
    return new FeatureColumn(name, List.of(), Double.NaN, "");
  }

  /**
   * @param levels at least one, the reference first
   * @throws IllegalArgumentException if there is no level
   */
  public static FeatureColumn category(String name, List<String> levels) {
    if (levels.isEmpty()) {
      throw new IllegalArgumentException("column '" + name + "' has no levels");
    }
    return new FeatureColumn(name, levels, Double.NaN, "");
  }

  public FeatureColumn withMean(double value) {
    return new FeatureColumn(name, levels, value, unit, use);
  }

  public FeatureColumn withUnit(String text) {
    return new FeatureColumn(name, levels, mean, text, use);
  }

  public FeatureColumn withUse(Use parts) {
    return new FeatureColumn(name, levels, mean, unit, parts);
  }

  public boolean isCategorical() {
    return !levels.isEmpty();
  }

  /** Whether there is nothing to know of it but its name. */
  public boolean isPlain() {
    return levels.isEmpty() && Double.isNaN(mean) && unit.isEmpty() && use == Use.BOTH;
  }

  /** Names of the covariates that are made of it. */
  public List<String> covariates() {
    if (!isCategorical()) {
      return List.of(name);
    }
    return levels.stream().skip(1).map(level -> name + "=" + level).toList();
  }
}
