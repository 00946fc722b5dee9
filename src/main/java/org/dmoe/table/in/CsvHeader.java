package org.dmoe.table.in;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.io.CsvRowParser;

/** The first line of a CSV file that is neither empty nor a comment: the names of its columns. */
final class CsvHeader {

  private static final int LONGEST = 1 << 24;

  /** Text from which the length of rows is estimated. */
  private static final int LOOKED_AT = 1 << 18;

  private CsvHeader() {}

  /** Work with the beginning of a file's text. */
  private interface Reading<T> {
    T of(LineReader lines, TextFile file) throws IOException;
  }

  /**
   * The header of a file, or the columns that are given; empty where the file, once decompressed,
   * has no such line.
   *
   * @throws IllegalArgumentException if that line cannot be a header
   */
  static Optional<FileHeader> read(SourceFile source, CsvOptions options) throws IOException {
    return reading(source, (lines, file) -> find(lines, options));
  }

  private static Optional<FileHeader> find(LineReader lines, CsvOptions options)
      throws IOException {
    Text line = new Text();
    long at = 0;
    for (int n = lines.readLine(line, LONGEST); n > 0; n = lines.readLine(line, LONGEST)) {
      if (at == 0) {
        ForeignContents.refuseText(line.getBytes(), line.getLength());
      }
      if (!options.columns().isEmpty()) {
        return Optional.of(header(options.columns(), 0));
      }
      at += n;
      Optional<List<String>> columns = columns(line, options);
      if (columns.isPresent()) {
        return Optional.of(header(columns.get(), options.hasHeader() ? at : 0));
      }
    }
    return Optional.empty();
  }

  private static FileHeader header(List<String> columns, long end) {
    return new FileHeader(new TableSchema(columns, Map.of(), Map.of()), end);
  }

  /**
   * The names that a line holds, or numbers for its fields where files have no header; empty where
   * it is empty or a comment.
   *
   * @throws IllegalArgumentException if it cannot be a header
   */
  static Optional<List<String>> columns(Text line, CsvOptions options) {
    CsvDialect dialect = options.dialect();
    if (isBlank(line, dialect)) {
      return Optional.empty();
    }
    byte[] bytes = line.getBytes();
    return Optional.of(
        options.hasHeader()
            ? CsvRowParser.parseHeader(bytes, 0, line.getLength(), dialect)
            : CsvRowParser.numbered(bytes, 0, line.getLength(), dialect));
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
          boolean plain = source.codec().isEmpty();
          return count / (double) Math.max(1, plain ? bytes : file.bytesRead());
        });
  }

  private static <T> T reading(SourceFile source, Reading<T> reading) throws IOException {
    try (TextFile file = TextFile.open(source)) {
      return reading.of(new LineReader(file, source.conf()), file);
    }
  }
}
