package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.dmoe.data.FeatureSpec;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;

/** Small ORC files, written by ORC's own writer. */
public final class OrcTables {

  private OrcTables() {}

  /** One batch of rows. */
  static Path write(Path file, String schema, int rows, Consumer<VectorizedRowBatch> fill)
      throws IOException {
    return write(file, schema, CompressionKind.ZLIB, rows, fill);
  }

  public static Path write(
      Path file, String schema, CompressionKind codec, int rows, Consumer<VectorizedRowBatch> fill)
      throws IOException {
    TypeDescription type = TypeDescription.fromString(schema);
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(new Configuration())
            .setSchema(type)
            .compress(codec)
            .setProlepticGregorian(true)
            .overwrite(true);
    try (Writer writer = OrcFile.createWriter(Tables.hadoop(file), options)) {
      VectorizedRowBatch batch = type.createRowBatch(Math.max(1, rows));
      fill.accept(batch);
      batch.size = rows;
      writer.addRowBatch(batch);
    }
    return file;
  }

  static void text(VectorizedRowBatch batch, int column, int row, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ((BytesColumnVector) batch.cols[column]).setVal(row, bytes);
  }

  /** Column x of the first row as a number, row and weight. */
  static String read(Path file, String... times) throws Exception {
    TableOptions options =
        TableOptions.builder().features(List.of("x")).times(List.of(times)).build();
    return new TableReading(file, options, Long.MAX_VALUE).rows().values().iterator().next();
  }

  /** Column x of the first row as a text. */
  static String text(Path file) throws Exception {
    TableOptions options = TableOptions.builder().build().withKnown(new FeatureSpec(List.of(), ""));
    return new TableReading(file, options, Long.MAX_VALUE, List.of("x"))
        .rows()
        .values()
        .iterator()
        .next();
  }

  /** Column x is no number, and one line says so. */
  static void refuses(Path file, String... parts) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
