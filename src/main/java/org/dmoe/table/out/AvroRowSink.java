package org.dmoe.table.out;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;

/** An Avro container of records. */
final class AvroRowSink implements RowSink {

  private static final int DEFLATE_LEVEL = 6;

  private final DataFileWriter<OutputRow> writer;

  /**
   * @param name of the file, from which the mark between its blocks is made
   */
  AvroRowSink(OutputStream out, RowSchema rows, String name, boolean compress) throws IOException {
    Schema schema = AvroNames.schema(rows);
    writer = new DataFileWriter<>(new Encoding(rows));
    if (compress) {
      writer.setCodec(CodecFactory.deflateCodec(DEFLATE_LEVEL));
    }
    writer.create(schema, out, AvroNames.syncMark(schema, name));
  }

  @Override
  public void write(OutputRow row) throws IOException {
    writer.append(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** Encodes a row without a record in between. */
  private static final class Encoding implements DatumWriter<OutputRow> {

    private final ColumnType[] types;

    Encoding(RowSchema rows) {
      types = rows.columns().stream().map(RowColumn::type).toArray(ColumnType[]::new);
    }

    @Override
    public void setSchema(Schema schema) {
      // the types of the columns say all
    }

    @Override
    public void write(OutputRow row, Encoder out) throws IOException {
      for (int c = 0; c < types.length; c++) {
        switch (types[c]) {
          case DOUBLE -> out.writeDouble(row.getDouble(c));
          case LONG -> out.writeLong(row.getLong(c));
          case TEXT -> out.writeString(row.getText(c));
        }
      }
    }
  }
}
