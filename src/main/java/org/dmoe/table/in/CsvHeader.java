package org.dmoe.table.in;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.io.CsvRowParser;
import org.dmoe.io.DelimiterHint;

/**
 * What stands above a CSV file's rows.
 *
 * @param columns their names
 * @param end offset in the text at which the rows begin
 */
record CsvHeader(List<String> columns, long end) {

  private static final int LONGEST = 1 << 24;

  /** Text from which the length of rows is estimated. */
  private static final int LOOKED_AT = 1 << 18;

  /** Work with the beginning of a file's text. */
  private interface Reading<T> {
    T of(LineReader lines, TextFile file) throws IOException;
  }

  /**
   * @param wanted columns that are needed
   * @throws IllegalArgumentException if one is not there, but would be with another delimiter
   */
  CsvHeader requireDelimiter(Collection<String> wanted, CsvDialect dialect) {
    Set<String> absent = new LinkedHashSet<>(wanted);
    absent.removeAll(columns);
    if (!absent.isEmpty()) {
      String line = String.join(Character.toString(dialect.delimiter()), columns);
      DelimiterHint.LIKELY.stream()
          .filter(other -> !other.equals(Character.toString(dialect.delimiter())))
          .filter(other -> mayBe(other, line, absent))
          .findFirst()
          .ifPresent(other -> refuse(absent.iterator().next(), other));
    }
    return this;
  }

  private boolean mayBe(String delimiter, String line, Collection<String> absent) {
    List<String> names =
        Pattern.compile(delimiter, Pattern.LITERAL)
            .splitAsStream(line)
            .map(name -> name.replace("\"", "").strip())
            .toList();
    return names.size() > 1 && (columns.size() == 1 || names.containsAll(absent));
  }

  private void refuse(String absent, String delimiter) {
    throw new IllegalArgumentException(
        "there is no column '%s', only %s: %s"
            .formatted(
                absent,
                columns.stream().map(name -> "'" + name.replace("\t", "<tab>") + "'").toList(),
                DelimiterHint.question(delimiter)));
  }

  TableSchema schema() {
    return new TableSchema(columns, Map.of(), Map.of());
  }

  /**
   * The names of a file's columns, which are in its first line that is neither empty nor a comment
   * unless they are given; empty where the file, once decompressed, has no such line.
   *
   * @throws IllegalArgumentException if that line cannot be a header
   */
  static Optional<CsvHeader> read(SourceFile source, CsvOptions options) throws IOException {
    return reading(source, (lines, file) -> find(lines, options));
  }

  private static Optional<CsvHeader> find(LineReader lines, CsvOptions options) throws IOException {
    Text line = new Text();
    long at = 0;
    for (int n = lines.readLine(line, LONGEST); n > 0; n = lines.readLine(line, LONGEST)) {
      if (at == 0) {
        ForeignContents.refuseText(line.getBytes(), line.getLength());
      }
      if (!options.hasHeader()) {
        return Optional.of(new CsvHeader(columns(line, options), 0));
      }
      at += n;
      if (!isBlank(line, options.dialect())) {
        return Optional.of(
            new CsvHeader(
                CsvRowParser.parseHeader(line.getBytes(), 0, line.getLength(), options.dialect()),
                at));
      }
    }
    return Optional.empty();
  }

  /** Those that are given, or else numbers for the fields of a line. */
  private static List<String> columns(Text line, CsvOptions options) {
    return options.columns().isEmpty()
        ? CsvRowParser.numbered(line.getBytes(), 0, line.getLength(), options.dialect())
        : options.columns();
  }

  private static boolean isBlank(Text line, CsvDialect dialect) {
    int length = line.getLength();
    if (length == 0 || (length == 1 && line.getBytes()[0] == '\r')) {
      return true;
    }
    return dialect.hasComments() && line.charAt(0) == dialect.comment();
  }

  /** Lines for each byte of the file itself, compressed or not, at its beginning. */
  static double rowsPerByte(SourceFile source) throws IOException {
    return reading(
        source,
        (lines, file) -> {
          Text line = new Text();
          long bytes = 0;
          long count = 0;
          for (int n = lines.readLine(line); n > 0; n = lines.readLine(line)) {
            bytes += n;
            count++;
            if (bytes >= LOOKED_AT) {
              break;
            }
          }
          boolean plain = TextFile.codec(source).isEmpty();
          return count / (double) Math.max(1, plain ? bytes : file.bytesRead());
        });
  }

  private static <T> T reading(SourceFile source, Reading<T> reading) throws IOException {
    try (TextFile file = TextFile.open(source)) {
      return reading.of(new LineReader(file, source.conf()), file);
    }
  }
}
