package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that ends too early is refused in words wherever it ends. */
class CutFilesTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Row")
          .fields()
          .requiredDouble("y")
          .requiredDouble("x1")
          .requiredDouble("x2")
          .endRecord();

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

  private static byte[] avro(String codec, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setCodec(CodecFactory.fromString(codec)).create(SCHEMA, bytes);
      for (int i = 0; i < rows; i++) {
        GenericRecord row = new GenericData.Record(SCHEMA);
        row.put("y", 0.1 * i);
        row.put("x1", 1.0 + i % 7);
        row.put("x2", -1.0 * i % 5);
        writer.append(row);
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "bzip2", "snappy", "zstandard"})
  void anAvroFileThatEndsTooEarlyIsRefusedInWords(String codec) throws IOException {
    int header = avro(codec, 0).length;
    byte[] whole = avro(codec, 80);
    for (int length = 1; length < whole.length; length += length < header + 24 ? 1 : 37) {
      if (length != header) {
        assertRefused("a.avro", whole, length);
      }
    }
  }
}
