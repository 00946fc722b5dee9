package org.dmoe.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.dmoe.paper.DataFiles.Part;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFilesTest {

  private static final Schema SCHEMA =
      SchemaBuilder.record("Row").fields().requiredInt("row").requiredInt("label").endRecord();

  @TempDir private Path folder;
  private Path all;

  /** Twelve rows of the labels 1, 2, 3, 1, 2, 3 and so on. */
  @BeforeEach
  void write() throws IOException {
    all = folder.resolve("all.avro");
    try (DataFileWriter<GenericRecord> out = new DataFileWriter<>(new GenericDatumWriter<>())) {
      out.create(SCHEMA, all.toFile());
      for (int i = 0; i < 12; i++) {
        out.append(new GenericRecordBuilder(SCHEMA).set("row", i).set("label", 1 + i % 3).build());
      }
    }
  }

  private static List<Integer> rows(Path file) throws IOException {
    List<Integer> rows = new ArrayList<>();
    try (DataFileReader<GenericRecord> in =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      in.forEach(row -> rows.add((Integer) row.get("row")));
    }
    return rows;
  }

  @Test
  void partsFollowOneAnother() throws IOException {
    Path a = folder.resolve("a.avro");
    Path b = folder.resolve("b.avro");

    DataFiles.divide(
        all, List.of(new Part(a, 5, 5, label -> true), new Part(b, 7, 3, label -> label != 2)));

    assertThat(rows(a)).containsExactly(0, 1, 2, 3, 4);
    assertThat(rows(b)).containsExactly(5, 6, 8);
  }

  @Test
  void tooFewRowsAreAnError() {
    Path a = folder.resolve("a.avro");

    assertThatThrownBy(() -> DataFiles.divide(all, List.of(new Part(a, 6, 3, label -> label == 1))))
        .isInstanceOf(IOException.class)
        .hasMessage(a + " would have 2 rows, not 3");
  }
}
