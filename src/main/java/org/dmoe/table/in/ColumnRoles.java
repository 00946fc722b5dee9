package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.FeatureSpec;
import org.dmoe.table.TableKey;

/**
 * What columns are beside numbers that are covariates.
 *
 * @param categorical columns whose covariates are indicators of levels
 * @param levels of categorical columns, where they are given, the reference first
 * @param weight column of the rows' weights; empty for none
 * @param label column of the known expert, which is never a covariate; empty for none
 * @param unseen what a level does that is not known
 * @param units of columns, where they are given
 * @param known the covariates, where they need not be found: those of a model or of other rows
 */
public record ColumnRoles(
    List<String> categorical,
    Map<String, List<String>> levels,
    String weight,
    String label,
    Unseen unseen,
    Map<String, String> units,
    Optional<FeatureSpec> known) {

  /** Every column is a number. */
  public static final ColumnRoles NONE =
      new ColumnRoles(List.of(), Map.of(), "", "", Unseen.FAIL, Map.of(), Optional.empty());

  private static final char LEVEL_SEPARATOR = '\u001f';

  /** What a level does that is not known. */
  public enum Unseen {
    /** Its row is a bad row. */
    FAIL,
    /** It counts as the reference level. */
    REFERENCE
  }

  /**
   * @throws IllegalArgumentException if levels are given for a column that is not categorical
   */
  public ColumnRoles {
    categorical = List.copyOf(categorical);
    levels = Map.copyOf(levels);
    units = Map.copyOf(units);
    Objects.requireNonNull(weight, "weight");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(unseen, "unseen");
    Objects.requireNonNull(known, "known");
    for (String column : levels.keySet()) {
      if (!categorical.contains(column)) {
        throw new IllegalArgumentException(
            "levels are given for '" + column + "', which is not categorical");
      }
    }
  }

  public ColumnRoles withKnown(FeatureSpec spec) {
    return new ColumnRoles(categorical, levels, weight, label, unseen, units, Optional.of(spec));
  }

  public ColumnRoles withWeight(String name) {
    return new ColumnRoles(categorical, levels, name, label, unseen, units, known);
  }

  public ColumnRoles withLabel(String name) {
    return new ColumnRoles(categorical, levels, weight, name, unseen, units, known);
  }

  public ColumnRoles withUnseen(Unseen policy) {
    return new ColumnRoles(categorical, levels, weight, label, policy, units, known);
  }

  public ColumnRoles withCategorical(List<String> columns, Map<String, List<String>> given) {
    return new ColumnRoles(columns, given, weight, label, unseen, units, known);
  }

  public ColumnRoles withUnits(Map<String, String> given) {
    return new ColumnRoles(categorical, levels, weight, label, unseen, given, known);
  }

  void store(Configuration conf) {
    TableKey.CATEGORICAL.set(conf, categorical);
    TableKey.LEVELS.set(
        conf,
        categorical.stream()
            .filter(levels::containsKey)
            .map(name -> name + LEVEL_SEPARATOR + join(levels.get(name)))
            .toList());
    TableKey.WEIGHT.set(conf, weight);
    TableKey.LABEL.set(conf, label);
    TableKey.UNSEEN.set(conf, unseen);
    TableKey.UNITS.set(
        conf, units.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    TableKey.COLUMNS.clear(conf);
    known.ifPresent(spec -> TableKey.COLUMNS.set(conf, SpecEntries.write(spec.columns())));
  }

  private static String join(List<String> names) {
    return String.join(Character.toString(LEVEL_SEPARATOR), names);
  }

  static ColumnRoles from(Configuration conf) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (String entry : TableKey.LEVELS.getList(conf)) {
      List<String> parts = List.of(entry.split(Character.toString(LEVEL_SEPARATOR), -1));
      levels.put(parts.get(0), new ArrayList<>(parts.subList(1, parts.size())));
    }
    Map<String, String> units = new LinkedHashMap<>();
    for (String entry : TableKey.UNITS.getList(conf)) {
      int equals = entry.lastIndexOf('=');
      units.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return new ColumnRoles(
        TableKey.CATEGORICAL.getList(conf),
        levels,
        TableKey.WEIGHT.get(conf),
        TableKey.LABEL.get(conf),
        TableKey.UNSEEN.getEnum(conf, Unseen.class),
        units,
        TableKey.COLUMNS.isSet(conf)
            ? Optional.of(RowInputFormat.columns(conf))
            : Optional.empty());
  }
}
