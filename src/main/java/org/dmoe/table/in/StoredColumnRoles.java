package org.dmoe.table.in;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.table.TableKey;

/** Roles of columns on their way to the tasks. */
final class StoredColumnRoles {

  private static final char LEVEL_SEPARATOR = '\u001f';

  private StoredColumnRoles() {}

  /** All but the schema, of which the covariates are made before anything is stored. */
  static void write(ColumnRoles roles, Configuration conf) {
    List<String> named = new ArrayList<>(roles.categorical());
    if (roles.isAutomatic()) {
      named.add(ColumnRoles.AUTOMATIC);
    }
    TableKey.CATEGORICAL.set(conf, named);
    Map<String, List<String>> levels = roles.levels();
    TableKey.LEVELS.set(
        conf,
        roles.categorical().stream()
            .filter(levels::containsKey)
            .map(name -> name + LEVEL_SEPARATOR + join(levels.get(name)))
            .toList());
    TableKey.WEIGHT.set(conf, roles.weight());
    TableKey.LABEL.set(conf, roles.label());
    TableKey.UNSEEN.set(conf, roles.unseen());
    String terms = roles.formula().isNone() ? "" : SpecEntries.write(roles.formula());
    TableKey.FORMULA.set(conf, terms);
    String type = roles.response().isGaussian() ? "" : SpecEntries.write(roles.response());
    TableKey.FAMILY.set(conf, type);
    String equality = roles.equality().isNone() ? "" : SpecEntries.write(roles.equality());
    TableKey.EQUAL.set(conf, equality);
    TableKey.GATE_FEATURES.set(
        conf, roles.gate().map(StoredColumnRoles::entries).orElse(List.of()));
    TableKey.UNITS.set(
        conf,
        roles.units().entrySet().stream()
            .map(e -> e.getKey() + "=" + e.getValue())
            .sorted()
            .toList());
    TableKey.COLUMNS.clear(conf);
    roles.known().ifPresent(spec -> TableKey.COLUMNS.set(conf, SpecEntries.write(spec)));
  }

  private static List<String> entries(List<String> gate) {
    return gate.isEmpty() ? List.of(":") : gate.stream().map(name -> ":" + name).toList();
  }

  private static Optional<List<String>> storedGate(Configuration conf) {
    List<String> entries = TableKey.GATE_FEATURES.getList(conf);
    return entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            entries.stream().map(entry -> entry.substring(1)).filter(n -> !n.isEmpty()).toList());
  }

  private static String join(List<String> names) {
    return String.join(Character.toString(LEVEL_SEPARATOR), names);
  }

  static ColumnRoles read(Configuration conf) {
    ColumnRolesBuilder roles =
        ColumnRoles.builder()
            .categorical(TableKey.CATEGORICAL.getList(conf))
            .levels(storedLevels(conf))
            .unseen(TableKey.UNSEEN.getEnum(conf, ColumnRoles.Unseen.class))
            .units(storedUnits(conf));
    TableKey.WEIGHT.getOptional(conf).ifPresent(roles::weight);
    TableKey.LABEL.getOptional(conf).ifPresent(roles::label);
    storedGate(conf).ifPresent(roles::gate);
    TableKey.FORMULA.getOptional(conf).map(SpecEntries::readFormula).ifPresent(roles::formula);
    TableKey.FAMILY.getOptional(conf).map(SpecEntries::readType).ifPresent(roles::response);
    TableKey.EQUAL.getOptional(conf).map(SpecEntries::readEquality).ifPresent(roles::equality);
    if (TableKey.COLUMNS.isSet(conf)) {
      roles.known(RowInputFormat.columns(conf));
    }
    return roles.build();
  }

  private static Map<String, List<String>> storedLevels(Configuration conf) {
    Map<String, List<String>> levels = new LinkedHashMap<>();
    for (String entry : TableKey.LEVELS.getList(conf)) {
      List<String> parts = List.of(entry.split(Character.toString(LEVEL_SEPARATOR), -1));
      levels.put(parts.get(0), new ArrayList<>(parts.subList(1, parts.size())));
    }
    return levels;
  }

  private static Map<String, String> storedUnits(Configuration conf) {
    Map<String, String> units = new LinkedHashMap<>();
    for (String entry : TableKey.UNITS.getList(conf)) {
      int equals = entry.lastIndexOf('=');
      units.put(entry.substring(0, equals), entry.substring(equals + 1));
    }
    return units;
  }
}
