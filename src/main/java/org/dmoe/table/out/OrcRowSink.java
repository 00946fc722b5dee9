package org.dmoe.table.out;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.BytesColumnVector;
import org.apache.orc.storage.ql.exec.vector.ColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;

/** An ORC file: doubles, bigints and strings. */
final class OrcRowSink implements RowSink {

  /** A writer holds a stripe in memory, and several files may be open at a time. */
  private static final long STRIPE = 1L << 24;

  private final ColumnType[] types;
  private final VectorizedRowBatch batch;
  private final Writer writer;

  OrcRowSink(Configuration conf, Path file, RowSchema rows, boolean compress) throws IOException {
    FileSystem fs = file.getFileSystem(conf);
    TypeDescription schema = TypeDescription.createStruct();
    rows.columns().forEach(column -> schema.addField(column.name(), type(column.type())));
    types = rows.columns().stream().map(RowColumn::type).toArray(ColumnType[]::new);
    batch = schema.createRowBatch();
    writer =
        OrcFile.createWriter(
            file,
            OrcFile.writerOptions(conf)
                .fileSystem(fs)
                .setSchema(schema)
                .compress(compress ? CompressionKind.ZLIB : CompressionKind.NONE)
                .stripeSize(STRIPE)
                .blockSize(fs.getDefaultBlockSize(file))
                .blockPadding(false)
                .useUTCTimestamp(true)
                .overwrite(false));
  }

  private static TypeDescription type(ColumnType type) {
    return switch (type) {
      case DOUBLE -> TypeDescription.createDouble();
      case LONG -> TypeDescription.createLong();
      case TEXT -> TypeDescription.createString();
    };
  }

  @Override
  public void write(OutputRow row) throws IOException {
    int index = batch.size++;
    for (int c = 0; c < types.length; c++) {
      put(row, c, batch.cols[c], index);
    }
    if (batch.size == batch.getMaxSize()) {
      flush();
    }
  }

  private void put(OutputRow row, int column, ColumnVector values, int index) {
    switch (types[column]) {
      case DOUBLE -> ((DoubleColumnVector) values).vector[index] = row.getDouble(column);
      case LONG -> ((LongColumnVector) values).vector[index] = row.getLong(column);
      case TEXT -> put(row.getText(column), (BytesColumnVector) values, index);
    }
  }

  private static void put(String text, BytesColumnVector values, int index) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    values.setRef(index, bytes, 0, bytes.length);
  }

  private void flush() throws IOException {
    writer.addRowBatch(batch);
    batch.reset();
  }

  @Override
  public void close() throws IOException {
    if (batch.size > 0) {
      flush();
    }
    writer.close();
  }
}
