package org.dmoe.table.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.table.TableKey;

/** How CSV files are written. Every property is described at its setter in the {@link Builder}. */
public final class CsvOptions {

  /** A header, commas, double quotes, no comments. */
  public static final CsvOptions DEFAULT = builder().build();

  private final List<String> columns;
  private final CsvDialect dialect;

  private CsvOptions(Builder from) {
    columns = from.columns;
    dialect = from.dialect;
  }

  /** The defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return new Builder().columns(columns).dialect(dialect);
  }

  /** Empty where the files have a header. */
  public List<String> columns() {
    return columns;
  }

  public CsvDialect dialect() {
    return dialect;
  }

  boolean hasHeader() {
    return columns.isEmpty();
  }

  void store(Configuration conf) {
    TableKey.CSV_COLUMNS.set(conf, columns);
    TableKey.DELIMITER.set(conf, Character.toString(dialect.delimiter()));
    TableKey.QUOTE.set(conf, Character.toString(dialect.quote()));
    TableKey.COMMENT.set(conf, dialect.hasComments() ? Character.toString(dialect.comment()) : "");
    TableKey.NOT_AVAILABLE.set(conf, dialect.missing().stream().sorted().toList());
  }

  /** Those that a job's configuration holds. */
  public static CsvOptions from(Configuration conf) {
    String comment = TableKey.COMMENT.get(conf);
    return builder()
        .columns(TableKey.CSV_COLUMNS.getList(conf))
        .dialect(
            new CsvDialect(
                character(TableKey.DELIMITER, conf),
                character(TableKey.QUOTE, conf),
                comment.isEmpty() ? CsvDialect.NO_COMMENT : character(TableKey.COMMENT, conf),
                Set.copyOf(TableKey.NOT_AVAILABLE.getList(conf))))
        .build();
  }

  private static char character(TableKey key, Configuration conf) {
    String text = key.get(conf);
    if (text.length() != 1) {
      throw new IllegalArgumentException(key.key() + " is not one character: '" + text + "'");
    }
    return text.charAt(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsvOptions that
        && columns.equals(that.columns)
        && dialect.equals(that.dialect);
  }

  @Override
  public int hashCode() {
    return Objects.hash(columns, dialect);
  }

  @Override
  public String toString() {
    return "CsvOptions[columns=" + columns + ", dialect=" + dialect + "]";
  }

  /** Collects the options of CSV files. */
  public static final class Builder {

    private List<String> columns = List.of();
    private CsvDialect dialect = CsvDialect.DEFAULT;

    private Builder() {}

    /** The columns' names where files have no header; by default none, so files have one. */
    public Builder columns(List<String> names) {
      columns = List.copyOf(names);
      return this;
    }

    /** Characters and texts; by default comma, double quote, no comments, NA. */
    public Builder dialect(CsvDialect characters) {
      dialect = Objects.requireNonNull(characters, "dialect");
      return this;
    }

    /**
     * @throws IllegalArgumentException if a column is named twice
     */
    public CsvOptions build() {
      validate();
      return new CsvOptions(this);
    }

    private void validate() {
      Optional<String> twice = ColumnNames.repeated(columns);
      if (twice.isPresent()) {
        throw new IllegalArgumentException("--columns: '" + twice.get() + "' is named twice");
      }
    }
  }
}
