package org.dmoe.io;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.dmoe.data.row.ColumnNames;
import org.dmoe.data.row.ColumnSelection;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;
import org.dmoe.data.row.RowStatus;

/**
 * Parses a CSV file one line at a time, so that whoever reads the lines can keep their byte offsets
 * and a file can be split at any line end. A quoted field must therefore end on its line. A good
 * row leaves no garbage. Not for several threads.
 */
public final class CsvRowParser {

  private static final String QUOTED_NEWLINE =
      "a quoted field is not closed on its line; quoted newlines are not supported";

  private final CsvDialect dialect;
  private final CsvFieldHandler handler;
  private final CsvLine line = new CsvLine();
  private final UnquotedFields unquoted;
  private Iterator<RowStatus> records;

  private CsvRowParser(CsvDialect dialect, CsvFieldHandler handler) {
    this.dialect = dialect;
    this.handler = handler;
    unquoted = new UnquotedFields(dialect);
    records = dialect.hasQuotes() ? newReader() : null;
  }

  /**
   * A parser of chosen columns.
   *
   * @param header names of all columns, in the file's order
   * @throws IllegalArgumentException naming the column that is not there or there twice
   */
  public static CsvRowParser of(List<String> header, ColumnSelection wanted, CsvDialect dialect) {
    requireDistinct(header);
    return new CsvRowParser(dialect, new CsvFieldHandler(new RowCells(header, wanted, dialect)));
  }

  /**
   * The names in a header line. A byte order mark and a carriage return at the end are tolerated.
   *
   * @throws IllegalArgumentException if the line is not one of CSV or a name occurs twice
   */
  public static List<String> parseHeader(byte[] utf8, int offset, int length, CsvDialect dialect) {
    CsvLine line = new CsvLine();
    return header(line, line.load(utf8, offset, length), dialect);
  }

  /** As {@link #parseHeader(byte[], int, int, CsvDialect)}. */
  public static List<String> parseHeader(CharSequence text, CsvDialect dialect) {
    CsvLine line = new CsvLine();
    return header(line, line.load(text), dialect);
  }

  /**
   * Names c1, c2 and so on, one for each field of a line whose fields are not quoted.
   *
   * @throws IllegalArgumentException if it is no line of text
   */
  public static List<String> numbered(byte[] utf8, int offset, int length, CsvDialect dialect) {
    CsvLine line = new CsvLine();
    String complaint = line.load(utf8, offset, length);
    if (complaint != null) {
      throw new IllegalArgumentException(complaint);
    }
    List<String> names = new ArrayList<>();
    new UnquotedFields(dialect)
        .split(
            line.chars(),
            line.start(),
            line.end(),
            (c, at, n) -> names.add("c" + (names.size() + 1)));
    return List.copyOf(names);
  }

  /**
   * Parses one line, given without its line end (a carriage return may be left).
   *
   * @param row receives the numbers, or the reason why there are none
   */
  public RowStatus parse(byte[] utf8, int offset, int length, ParsedRow row) {
    return parse(line.load(utf8, offset, length), row);
  }

  /** As {@link #parse(byte[], int, int, ParsedRow)}. */
  public RowStatus parse(CharSequence text, ParsedRow row) {
    return parse(line.load(text), row);
  }

  private RowStatus parse(String complaint, ParsedRow row) {
    handler.fill(row);
    if (complaint != null) {
      row.setReason(complaint);
      return RowStatus.BAD;
    }
    if (!dialect.hasQuotes()) {
      return handler.unquoted(line, dialect, unquoted);
    }
    try {
      RowStatus status = records.hasNext() ? records.next() : RowStatus.BLANK;
      return line.isOverread() ? restart(QUOTED_NEWLINE, row) : status;
    } catch (CsvParseException e) {
      return restart(cause(e), row);
    }
  }

  private RowStatus restart(String reason, ParsedRow row) {
    records = newReader();
    row.setReason(reason);
    return RowStatus.BAD;
  }

  private Iterator<RowStatus> newReader() {
    return reader(dialect).build(handler, line).iterator();
  }

  /** Every line comes back as one record: nothing is skipped, counts are checked by the handler. */
  private static CsvReader.CsvReaderBuilder reader(CsvDialect dialect) {
    CsvReader.CsvReaderBuilder builder =
        CsvReader.builder()
            .fieldSeparator(dialect.delimiter())
            .quoteCharacter(dialect.quote())
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true);
    if (dialect.hasComments()) {
      builder.commentCharacter(dialect.comment()).commentStrategy(CommentStrategy.READ);
    }
    return builder;
  }

  private static List<String> header(CsvLine line, String complaint, CsvDialect dialect) {
    if (complaint != null) {
      throw new IllegalArgumentException("header: " + complaint);
    }
    try {
      List<String> names = reader(dialect).ofCsvRecord(line).iterator().next().getFields();
      if (line.isOverread()) {
        throw new IllegalArgumentException("header: " + QUOTED_NEWLINE);
      }
      requireDistinct(names);
      return List.copyOf(names);
    } catch (CsvParseException e) {
      throw new IllegalArgumentException("header: " + cause(e) + otherDelimiter(cause(e)), e);
    }
  }

  /** A quoted name is followed by the delimiter. */
  private static String otherDelimiter(String complaint) {
    return DelimiterHint.LIKELY.stream()
        .filter(delimiter -> complaint.contains("after closing quote: '" + delimiter + "'"))
        .findFirst()
        .map(delimiter -> ": " + DelimiterHint.question(delimiter))
        .orElse("");
  }

  private static void requireDistinct(List<String> header) {
    Optional<String> twice = ColumnNames.repeated(header);
    if (twice.isPresent()) {
      throw new IllegalArgumentException("header: column '" + twice.get() + "' is there twice");
    }
  }

  private static String cause(CsvParseException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }
}
