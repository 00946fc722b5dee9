package org.dmoe.table.in;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.dmoe.mapreduce.Tables;

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
}
