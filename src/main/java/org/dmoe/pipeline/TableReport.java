package org.dmoe.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.table.in.CsvOptions;
import org.dmoe.table.in.TableOptions;

/** How a run has read its rows, for run.json. */
final class TableReport {

  private TableReport() {}

  static Map<String, Object> of(TableOptions table) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("time", table.times());
    options.put("pathColumns", table.pathColumns());
    options.put("text", text(table.csv()));
    return options;
  }

  /** What there is not is null. */
  private static Map<String, Object> text(CsvOptions csv) {
    CsvDialect dialect = csv.dialect();
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("dialect", csv.kind());
    text.put("columns", csv.columns());
    text.put("delimiter", character(dialect.delimiter()));
    text.put("quote", character(dialect.quote()));
    text.put("escape", character(dialect.escape()));
    text.put("comment", character(dialect.comment()));
    text.put("na", dialect.missing().stream().filter(na -> !na.isEmpty()).sorted().toList());
    text.put("decimal", character(dialect.numbers().decimal()));
    text.put("thousands", character(dialect.numbers().thousands()));
    return text;
  }

  private static String character(char c) {
    return c == CsvDialect.NONE ? null : Character.toString(c);
  }
}
