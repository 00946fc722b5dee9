package org.dmoe.table.in;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Files of rows of y, x1, x2. */
final class SmallTables {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Row")
          .fields()
          .requiredDouble("y")
          .requiredDouble("x1")
          .requiredDouble("x2")
          .endRecord();

  private SmallTables() {}

  /** Writes Avro, ORC or Parquet, as the name says. */
  static void write(Path file, int rows) throws IOException {
    if (file.toString().endsWith(".avro")) {
      Files.write(file, avro("deflate", rows));
      return;
    }
    if (file.toString().endsWith(".orc")) {
      orc(file, rows);
      return;
    }
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(SCHEMA)
            .withRowGroupSize(20000L)
            .withPageSize(2000)
            .build()) {
      for (int i = 0; i < rows; i++) {
        writer.write(row(i));
      }
    }
  }

  private static void orc(Path file, int rows) throws IOException {
    OrcTables.write(
        file,
        "struct<y:double,x1:double,x2:double>",
        rows,
        batch -> {
          for (int i = 0; i < rows; i++) {
            for (int c = 0; c < batch.numCols; c++) {
              ((DoubleColumnVector) batch.cols[c]).vector[i] = (double) row(i).get(c);
            }
          }
        });
  }

  static byte[] avro(String codec, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
      writer.setSyncInterval(4000);
      writer.setCodec(CodecFactory.fromString(codec)).create(SCHEMA, bytes);
      for (int i = 0; i < rows; i++) {
        writer.append(row(i));
      }
    }
    return bytes.toByteArray();
  }

  private static GenericRecord row(int i) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("y", 0.1 * i);
    row.put("x1", 1.0 + i % 7);
    row.put("x2", -1.0 * (i % 5));
    return row;
  }
}
