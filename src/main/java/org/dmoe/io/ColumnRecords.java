package org.dmoe.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dmoe.data.FeatureColumn;
import org.dmoe.data.FeatureSpec;
import org.dmoe.data.formula.Formula;
import org.dmoe.io.avro.FeatureColumnRecord;
import org.dmoe.io.avro.ModelRecord;

/** Columns of a table and the formula by which features are made of them, as files have them. */
final class ColumnRecords {

  private ColumnRecords() {}

  static Formula formula(ModelRecord record) {
    if (record.getFormula().isEmpty()) {
      return Formula.NONE;
    }
    String gate = record.getGateFormula();
    return Formula.parse(
        record.getFormula(), gate.isEmpty() ? Optional.empty() : Optional.of(gate));
  }

  static FeatureColumnRecord toRecord(FeatureColumn column) {
    List<String> parts =
        column.use() == FeatureColumn.Use.BOTH
            ? List.of()
            : List.of(column.use().name().toLowerCase(Locale.ROOT));
    return new FeatureColumnRecord(
        column.name(), column.levels(), column.mean(), column.unit(), parts);
  }

  private static FeatureColumn.Use use(FeatureColumnRecord column) {
    Set<String> parts = Set.copyOf(column.getParts());
    if (parts.isEmpty() || parts.equals(Set.of("gate", "experts"))) {
      return FeatureColumn.Use.BOTH;
    }
    if (parts.equals(Set.of("gate")) || parts.equals(Set.of("experts"))) {
      return parts.contains("gate") ? FeatureColumn.Use.GATE : FeatureColumn.Use.EXPERTS;
    }
    throw new IllegalArgumentException(
        "column '%s': parts %s are not gate or experts"
            .formatted(column.getName(), column.getParts()));
  }

  /**
   * @throws IllegalArgumentException if they do not make the features of the record
   */
  static List<FeatureColumn> columns(ModelRecord record) {
    List<FeatureColumn> columns = new ArrayList<>();
    for (FeatureColumnRecord column : record.getColumns()) {
      columns.add(
          new FeatureColumn(
              column.getName(),
              column.getLevels(),
              column.getMean(),
              column.getUnit(),
              use(column)));
    }
    if (!columns.isEmpty()) {
      List<String> made =
          new FeatureSpec(columns, record.getResponse(), "", formula(record)).features();
      if (!made.equals(record.getFeatures())) {
        throw new IllegalArgumentException(
            "the columns make the features %s, not %s".formatted(made, record.getFeatures()));
      }
    }
    return columns;
  }
}
