package org.dmoe.table.in;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.NumberSyntax;
import org.dmoe.table.TableKey;

/** How CSV files are written. Every property is described at its setter in the {@link Builder}. */
public final class CsvOptions {

  /** A header, commas, double quotes, no comments. */
  public static final CsvOptions DEFAULT = builder().build();

  private final List<String> columns;
  private final TextDialect kind;
  private final CsvDialect dialect;

  private CsvOptions(Builder from) {
    columns = from.columns;
    kind = from.kind;
    dialect = from.dialect;
  }

  /** The defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** For a copy with a change. */
  public Builder toBuilder() {
    return new Builder().kind(kind).columns(columns).dialect(dialect);
  }

  public TextDialect kind() {
    return kind;
  }

  /** Empty where the files have a header, or their columns are called c1, c2 and so on. */
  public List<String> columns() {
    return columns;
  }

  public CsvDialect dialect() {
    return dialect;
  }

  boolean hasHeader() {
    return columns.isEmpty() && kind.hasHeader();
  }

  void store(Configuration conf) {
    TableKey.DIALECT.set(conf, kind);
    TableKey.CSV_COLUMNS.set(conf, columns);
    TableKey.DELIMITER.set(conf, text(dialect.delimiter()));
    TableKey.QUOTE.set(conf, text(dialect.quote()));
    TableKey.COMMENT.set(conf, text(dialect.comment()));
    TableKey.ESCAPE.set(conf, text(dialect.escape()));
    TableKey.NOT_AVAILABLE.set(conf, dialect.missing().stream().sorted().toList());
    TableKey.DECIMAL.set(conf, text(dialect.numbers().decimal()));
    TableKey.THOUSANDS.set(conf, text(dialect.numbers().thousands()));
  }

  private static String text(char c) {
    return c == CsvDialect.NONE ? "" : Character.toString(c);
  }

  /** Those that a job's configuration holds. */
  public static CsvOptions from(Configuration conf) {
    TextDialect kind = TableKey.DIALECT.getEnum(conf, TextDialect.class);
    return builder()
        .kind(kind)
        .columns(TableKey.CSV_COLUMNS.getList(conf))
        .dialect(dialect(conf, kind.characters()))
        .build();
  }

  private static CsvDialect dialect(Configuration conf, CsvDialect standard) {
    return new CsvDialect(
        character(TableKey.DELIMITER, conf, standard.delimiter()),
        character(TableKey.QUOTE, conf, standard.quote()),
        character(TableKey.COMMENT, conf, CsvDialect.NONE),
        TableKey.NOT_AVAILABLE.isSet(conf)
            ? Set.copyOf(TableKey.NOT_AVAILABLE.getList(conf))
            : standard.missing(),
        character(TableKey.ESCAPE, conf, CsvDialect.NONE),
        new NumberSyntax(
            character(TableKey.DECIMAL, conf, NumberSyntax.PLAIN.decimal()),
            character(TableKey.THOUSANDS, conf, NumberSyntax.NONE)));
  }

  private static char character(TableKey key, Configuration conf, char standard) {
    String text = key.find(conf).orElse("");
    if (text.length() > 1) {
      throw new IllegalArgumentException(key.key() + " is not one character: '" + text + "'");
    }
    return text.isEmpty() ? standard : text.charAt(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CsvOptions that
        && columns.equals(that.columns)
        && kind == that.kind
        && dialect.equals(that.dialect);
  }

  @Override
  public int hashCode() {
    return Objects.hash(columns, kind, dialect);
  }

  @Override
  public String toString() {
    return "CsvOptions[columns=" + columns + ", kind=" + kind + ", dialect=" + dialect + "]";
  }

  /** Collects the options of CSV files. */
  public static final class Builder {

    private List<String> columns = List.of();
    private TextDialect kind = TextDialect.CSV;
    private CsvDialect dialect = CsvDialect.DEFAULT;

    private Builder() {}

    /** The columns' names where files have no header; by default none, so files have one. */
    public Builder columns(List<String> names) {
      columns = List.copyOf(names);
      return this;
    }

    /** What the other properties are by default, which this sets; {@link TextDialect#CSV}. */
    public Builder kind(TextDialect standard) {
      kind = standard;
      dialect = standard.characters();
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
