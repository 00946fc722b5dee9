package org.dmoe.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dmoe.data.describe.ColumnDescription;
import org.dmoe.data.describe.TableDescription;
import org.dmoe.pipeline.RowCounts;

/** A table's description as text and as JSON, to the digits that do not depend on the splits. */
final class DescriptionText {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int TEXT_DIGITS = 6;
  private static final int JSON_DIGITS = 12;
  private static final int LONGEST_NAME = 40;

  private DescriptionText() {}

  static String of(TableDescription table, RowCounts rows) {
    TextTable text =
        new TextTable("column", "type", "count", "missing", "mean", "sd", "min", "max", "levels");
    for (ColumnDescription column : table.columns()) {
      text.row(
          shortened(column.name()),
          column.type(),
          Long.toString(column.count()),
          Long.toString(column.missing()),
          number(column.mean()),
          number(column.sd()),
          number(column.min()),
          number(column.max()),
          levels(column));
    }
    StringBuilder all = new StringBuilder(RowCountText.read(rows) + "\n\n" + text);
    for (String warning : table.warnings()) {
      all.append(all.indexOf("warning: ") < 0 ? "\n\n" : "\n").append("warning: ").append(warning);
    }
    return all.toString();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 3) + "...";
  }

  private static String levels(ColumnDescription column) {
    return column.manyLevels() ? "many" : Integer.toString(column.levels().size());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%." + TEXT_DIGITS + "g", value);
  }

  static String json(TableDescription table, RowCounts rows) throws JsonProcessingException {
    Map<String, Object> json = new LinkedHashMap<>();
    List<Map<String, Object>> columns = new ArrayList<>();
    table.columns().forEach(column -> columns.add(json(column)));
    json.put("rows", table.rows());
    json.put("badRows", rows.unreadable());
    json.put("columns", columns);
    json.put("warnings", table.warnings());
    return JSON.writeValueAsString(json);
  }

  private static Map<String, Object> json(ColumnDescription column) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", column.name());
    json.put("type", column.type());
    json.put("count", column.count());
    json.put("missing", column.missing());
    json.put("mean", rounded(column.mean()));
    json.put("sd", rounded(column.sd()));
    json.put("min", rounded(column.min()));
    json.put("max", rounded(column.max()));
    json.put("levels", column.manyLevels() ? null : column.levels());
    return json;
  }

  private static Double rounded(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    return new BigDecimal(value).round(new MathContext(JSON_DIGITS)).doubleValue();
  }
}
