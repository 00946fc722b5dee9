package org.dmoe.table.in;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.table.TableKey;

/**
 * How CSV files are written.
 *
 * @param columns their names where the files have no header; empty where they have one
 */
public record CsvOptions(List<String> columns, CsvDialect dialect) {

  /** A header, commas, double quotes, no comments. */
  public static final CsvOptions DEFAULT = new CsvOptions(List.of(), CsvDialect.DEFAULT);

  /**
   * @throws IllegalArgumentException if a column is named twice
   */
  public CsvOptions {
    Objects.requireNonNull(dialect, "dialect");
    columns = List.copyOf(columns);
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException("column '" + column + "' is named twice");
      }
    }
  }

  boolean hasHeader() {
    return columns.isEmpty();
  }

  void store(Configuration conf) {
    TableKey.CSV_COLUMNS.set(conf, columns);
    TableKey.DELIMITER.set(conf, Character.toString(dialect.delimiter()));
    TableKey.QUOTE.set(conf, Character.toString(dialect.quote()));
    boolean comments = dialect.comment() != CsvDialect.NO_COMMENT;
    TableKey.COMMENT.set(conf, comments ? Character.toString(dialect.comment()) : "");
    TableKey.NOT_AVAILABLE.set(conf, dialect.missing().stream().sorted().toList());
  }

  /** Those that a job's configuration holds. */
  public static CsvOptions from(Configuration conf) {
    String comment = TableKey.COMMENT.get(conf);
    return new CsvOptions(
        TableKey.CSV_COLUMNS.getList(conf),
        new CsvDialect(
            character(TableKey.DELIMITER, conf),
            character(TableKey.QUOTE, conf),
            comment.isEmpty() ? CsvDialect.NO_COMMENT : character(TableKey.COMMENT, conf),
            Set.copyOf(TableKey.NOT_AVAILABLE.getList(conf))));
  }

  private static char character(TableKey key, Configuration conf) {
    String text = key.get(conf);
    if (text.length() != 1) {
      throw new IllegalArgumentException(key.key() + " is not one character: '" + text + "'");
    }
    return text.charAt(0);
  }
}
