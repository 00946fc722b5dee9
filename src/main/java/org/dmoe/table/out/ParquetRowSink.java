package org.dmoe.table.out;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** A Parquet file of Avro records. */
final class ParquetRowSink implements RowSink {

  /** Writers and readers hold a row group in memory, and several files may be open at a time. */
  private static final long ROW_GROUP = 1L << 23;

  /** Bytes of one column that a writer collects before it encodes them. */
  private static final int PAGE = 1 << 16;

  private final ParquetWriter<IndexedRecord> writer;
  private final RecordView record;

  ParquetRowSink(Configuration conf, Path file, RowSchema rows, boolean compress)
      throws IOException {
    Schema schema = AvroNames.schema(rows);
    record = new RecordView(schema, rows);
    AvroParquetWriter.Builder<IndexedRecord> builder =
        AvroParquetWriter.<IndexedRecord>builder(HadoopOutputFile.fromPath(file, conf))
            .withConf(conf)
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withCompressionCodec(
                compress ? CompressionCodecName.GZIP : CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP)
            .withPageSize(PAGE)
            .withWriteMode(ParquetFileWriter.Mode.CREATE);
    withoutDictionaries(builder, schema, rows);
    writer = builder.build();
  }

  /** Real numbers hardly repeat; looking each of them up is most of the work of writing it. */
  private static void withoutDictionaries(
      AvroParquetWriter.Builder<IndexedRecord> builder, Schema schema, RowSchema rows) {
    for (int c = 0; c < rows.size(); c++) {
      if (rows.column(c).type() == ColumnType.DOUBLE) {
        builder.withDictionaryEncoding(schema.getFields().get(c).name(), false);
      }
    }
  }

  @Override
  public void write(OutputRow row) throws IOException {
    record.row = row;
    writer.write(record);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  /** A row in the shape that the writer wants. */
  private static final class RecordView implements IndexedRecord {

    private final Schema schema;
    private final RowSchema rows;
    private OutputRow row;

    RecordView(Schema schema, RowSchema rows) {
      this.schema = schema;
      this.rows = rows;
    }

    @Override
    public Schema getSchema() {
      return schema;
    }

    @Override
    public Object get(int c) {
      return switch (rows.column(c).type()) {
        case DOUBLE -> row.getDouble(c);
        case LONG -> row.getLong(c);
        case TEXT -> row.getText(c);
      };
    }

    @Override
    public void put(int c, Object value) {
      throw new UnsupportedOperationException("rows are only written");
    }
  }
}
