package org.dmoe.mapreduce.input;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.util.LineReader;
import org.dmoe.io.CsvDialect;
import org.dmoe.io.CsvRowParser;
import org.dmoe.mapreduce.Paths;
import org.dmoe.mapreduce.UnusableInputException;

/** The first line of a file. */
final class TableHeader {

  private static final int LONGEST = 1 << 24;

  private TableHeader() {}

  /**
   * The names of a file's columns; empty where the file, once decompressed, has not a byte.
   *
   * @throws UnusableInputException naming the file
   */
  static Optional<List<String>> read(Configuration conf, Path path) throws IOException {
    try {
      Text line = new Text();
      if (firstLine(conf, path, line) == 0) {
        return Optional.empty();
      }
      return Optional.of(
          CsvRowParser.parseHeader(line.getBytes(), 0, line.getLength(), CsvDialect.DEFAULT));
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableInputException(Paths.shown(path) + ": " + e.getMessage(), e);
    }
  }

  private static int firstLine(Configuration conf, Path path, Text line) throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(conf).getCodec(path);
    Decompressor decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
    try (InputStream file = path.getFileSystem(conf).open(path);
        InputStream text = codec == null ? file : codec.createInputStream(file, decompressor)) {
      return new LineReader(text, conf).readLine(line, LONGEST);
    } finally {
      CodecPool.returnDecompressor(decompressor);
    }
  }
}
