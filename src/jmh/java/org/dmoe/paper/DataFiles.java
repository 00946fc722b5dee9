package org.dmoe.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/** Rows of files in Avro. */
final class DataFiles {

  private DataFiles() {}

  /**
   * The rows of some labels, at most so many, in their order.
   *
   * @throws IOException if there are fewer
   */
  static void select(Path from, IntPredicate labels, int rows, Path to) throws IOException {
    int written = 0;
    try (DataFileReader<GenericRecord> in =
            new DataFileReader<>(from.toFile(), new GenericDatumReader<>());
        DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>())) {
      out.create(in.getSchema(), to.toFile());
      while (in.hasNext() && written < rows) {
        GenericRecord row = in.next();
        if (labels.test(((Number) row.get("label")).intValue())) {
          out.append(row);
          written++;
        }
      }
    }
    if (written < rows) {
      throw new IOException(
          "%s has %d rows of the labels wanted, not %d".formatted(from, written, rows));
    }
  }
}
