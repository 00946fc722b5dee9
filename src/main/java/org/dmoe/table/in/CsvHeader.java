package org.dmoe.table.in;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.util.LineReader;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.io.CsvRowParser;

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

  private static final List<String> OTHERS = List.of("Obj\u0001", "PAR1");

  /** Work with the beginning of a file's text. */
  private interface Reading<T> {
    T of(LineReader lines, FSDataInputStream file) throws IOException;
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
  static Optional<CsvHeader> read(Configuration conf, Path path, CsvOptions options)
      throws IOException {
    return reading(conf, path, (lines, file) -> find(lines, options));
  }

  private static Optional<CsvHeader> find(LineReader lines, CsvOptions options) throws IOException {
    Text line = new Text();
    long at = 0;
    for (int n = lines.readLine(line, LONGEST); n > 0; n = lines.readLine(line, LONGEST)) {
      if (at == 0) {
        requireText(line);
      }
      if (!options.hasHeader()) {
        return Optional.of(new CsvHeader(options.columns(), 0));
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

  private static void requireText(Text line) {
    String head =
        new String(line.getBytes(), 0, Math.min(4, line.getLength()), StandardCharsets.ISO_8859_1);
    if (OTHERS.contains(head)) {
      throw new IllegalArgumentException(
          "the file is no CSV; names of Avro files end in .avro, of Parquet files in .parquet");
    }
  }

  private static boolean isBlank(Text line, CsvDialect dialect) {
    int length = line.getLength();
    if (length == 0 || (length == 1 && line.getBytes()[0] == '\r')) {
      return true;
    }
    return dialect.comment() != CsvDialect.NO_COMMENT && line.charAt(0) == dialect.comment();
  }

  /** Lines for each byte of the file itself, compressed or not, at its beginning. */
  static double rowsPerByte(Configuration conf, Path path) throws IOException {
    return reading(
        conf,
        path,
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
          boolean plain = TableFormat.CSV.isSplittable(conf, path);
          return count / (double) Math.max(1, plain ? bytes : file.getPos());
        });
  }

  private static <T> T reading(Configuration conf, Path path, Reading<T> reading)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    Decompressor decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
    try (FSDataInputStream file = path.getFileSystem(conf).open(path);
        InputStream text = codec == null ? file : codec.createInputStream(file, decompressor)) {
      return reading.of(new LineReader(text, conf), file);
    } finally {
      CodecPool.returnDecompressor(decompressor);
    }
  }
}
