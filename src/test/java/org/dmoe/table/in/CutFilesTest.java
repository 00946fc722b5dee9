package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.hadoop.io.compress.SnappyCodec;
import org.apache.hadoop.io.compress.snappy.SnappyCompressor;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that ends too early is refused in words wherever it ends. */
class CutFilesTest {

  @TempDir private Path temp;

  private Throwable failure(Path file) {
    return catchThrowable(() -> new TableReading(file, TableOptions.of("y"), 1L << 40).rows());
  }

  private void assertRefused(String name, byte[] bytes, int length) throws IOException {
    Path file = Files.write(temp.resolve(name), Arrays.copyOf(bytes, length));
    assertThat(failure(file))
        .as("%s, %d bytes of %d", name, length, bytes.length)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageStartingWith(file.toString())
        .message()
        .doesNotContain("null", "Exception", "Cannot invoke");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "bzip2", "snappy", "zstandard"})
  void anAvroFileThatEndsTooEarlyIsRefusedInWords(String codec) throws IOException {
    int header = SmallTables.avro(codec, 0).length;
    byte[] whole = SmallTables.avro(codec, 80);
    for (int length = 1; length < whole.length; length += length < header + 24 ? 1 : 57) {
      if (length != header) {
        assertRefused("a.avro", whole, length);
      }
    }
  }

  @Test
  void anOrcFileThatEndsTooEarlyIsRefusedInWords() throws IOException {
    Path file = temp.resolve("whole.orc");
    SmallTables.write(file, 300);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 1; length < whole.length; length += length + 30 > whole.length ? 1 : 11) {
      assertRefused("a.orc", whole, length);
    }
  }

  private static byte[] text(int rows) {
    StringBuilder text = new StringBuilder("y,x1,x2\n");
    for (int i = 0; i < rows; i++) {
      text.append(i * 31 % 977).append(',').append(i).append(",1.25\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Blocks of 4000 bytes of text. */
  private static byte[] snappy(int rows) throws IOException {
    Configuration conf = new Configuration();
    conf.setInt("io.compression.codec.snappy.buffersize", 4000);
    SnappyCodec codec = new SnappyCodec();
    codec.setConf(conf);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = codec.createOutputStream(bytes, new SnappyCompressor(4000))) {
      out.write(text(rows));
    }
    return bytes.toByteArray();
  }

  @Test
  void snappyInBlocksThatEndsTooEarlyIsNoShorterTable() throws Exception {
    byte[] whole = snappy(2000);
    Path file = Files.write(temp.resolve("whole.csv.snappy"), whole);
    assertThat(new TableReading(file, TableOptions.of("y"), 1L << 40).rows()).hasSize(2000);
    for (int length = 1; length < whole.length; length += length < 30 ? 1 : 211) {
      assertRefused("a.csv.snappy", whole, length);
    }
    Files.delete(temp.resolve("a.csv.snappy"));
  }

  /** Text in blocks of its own codec, which stores it as it is. */
  private static byte[] stored(byte[] text, int block) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length + 8 * (1 + text.length / block));
    for (int at = 0; at < text.length; at += block) {
      int length = Math.min(block, text.length - at);
      bytes.putInt(length).putInt(length).put(text, at, length);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static byte[] read(byte[] blocks, int length) throws IOException {
    Decompressor decompressor = new StoringDecompressor();
    try (InputStream text =
        new BlockText(new ByteArrayInputStream(blocks, 0, length), decompressor)) {
      return text.readAllBytes();
    }
  }

  @Test
  void blocksThatEndTooEarlyAreNoShorterText() throws IOException {
    byte[] text = text(40);
    byte[] whole = stored(text, 50);
    assertThat(read(whole, whole.length)).isEqualTo(text);
    int lineEnds = 0;
    for (int length = 1; length < whole.length; length++) {
      int cut = length;
      boolean betweenLines = length % 58 == 0 && whole[length - 1] == '\n';
      lineEnds += betweenLines ? 1 : 0;
      Throwable thrown = catchThrowable(() -> read(whole, cut));
      assertThat(thrown != null).as("%d of %d", length, whole.length).isEqualTo(!betweenLines);
    }
    assertThat(lineEnds).as("cuts that nothing tells from an end").isLessThan(4);
  }
}
