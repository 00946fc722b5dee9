package org.dmoe.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
   * A part of a file's rows.
   *
   * @param to its file
   * @param drawn rows that are read for it
   * @param rows that are written of these, the first ones with such labels
   * @param labels that its rows may have
   */
  record Part(Path to, int drawn, int rows, IntPredicate labels) {}

  /**
   * Divides a file among parts, one after another.
   *
   * @throws IOException also if a part has too few rows of its labels
   */
  static void divide(Path from, List<Part> parts) throws IOException {
    try (DataFileReader<GenericRecord> in =
        new DataFileReader<>(from.toFile(), new GenericDatumReader<>())) {
      for (Part part : parts) {
        write(in, part);
      }
    }
  }

  private static void write(DataFileReader<GenericRecord> in, Part part) throws IOException {
    int written = 0;
    try (DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>())) {
      out.create(in.getSchema(), part.to().toFile());
      for (int i = 0; i < part.drawn() && in.hasNext(); i++) {
        GenericRecord row = in.next();
        int label = ((Number) row.get("label")).intValue();
        if (written < part.rows() && part.labels().test(label)) {
          out.append(row);
          written++;
        }
      }
    }
    if (written < part.rows()) {
      throw new IOException(
          "%s would have %d rows, not %d".formatted(part.to(), written, part.rows()));
    }
  }
}
