package org.dmoe.table.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.DataInputBuffer;
import org.apache.hadoop.io.DataOutputBuffer;

class RowFilesTest {

  private static final RowSchema SCHEMA =
      RowSchema.builder()
          .add("PM2.5", ColumnType.DOUBLE)
          .add("PM2_5", ColumnType.LONG)
          .add("a \"text\", with all", ColumnType.TEXT)
          .build();

  private static final Configuration CONF = new Configuration();

  private static Path temporary;

  record Cells(double number, long integer, String text) {

    OutputRow row() {
      OutputRow row = new OutputRow(3);
      row.setDouble(0, number);
      row.setLong(1, integer);
      row.setText(2, text);
      return row;
    }
  }

  @BeforeContainer
  static void makeDirectory() throws IOException {
    temporary = Files.createTempDirectory("rows");
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    try (var files = Files.walk(temporary)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Any double and any text; a zero character ends no text in any of the formats. */
  @Provide
  Arbitrary<List<Cells>> rows() {
    Arbitrary<String> texts =
        Arbitraries.strings()
            .withChars(' ', ',', '"', '\'', '\n', '\r', '\t', 'a', 'é', '日', '#', '\\', '\0')
            .ofMaxLength(8);
    return Combinators.combine(Arbitraries.doubles(), Arbitraries.longs(), texts)
        .as(Cells::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Property(tries = 40, seed = "1")
  void everyFormatGivesEveryRowBack(
      @ForAll("rows") List<Cells> rows, @ForAll RowFormat format, @ForAll boolean compress)
      throws IOException {
    RowFiles files = new RowFiles(SCHEMA, format, compress);

    List<List<String>> read = RowReading.read(write(files, rows, "a"));

    assertThat(read.get(0)).containsExactly("PM2.5", "PM2_5", "a \"text\", with all");
    assertThat(read).hasSize(rows.size() + 1);
    for (int i = 0; i < rows.size(); i++) {
      List<String> values = read.get(i + 1);
      assertThat(Double.doubleToLongBits(Double.parseDouble(values.get(0))))
          .isEqualTo(Double.doubleToLongBits(rows.get(i).number()));
      assertThat(values.get(1)).isEqualTo(Long.toString(rows.get(i).integer()));
      assertThat(values.get(2)).isEqualTo(expected(rows.get(i).text(), format));
    }
  }

  /** Line ends inside a text become spaces in CSV. */
  private static String expected(String text, RowFormat format) {
    return format == RowFormat.CSV ? text.replaceAll("\\R", " ") : text;
  }

  @Property(tries = 30, seed = "1")
  void equalRowsGiveEqualBytes(
      @ForAll("rows") List<Cells> rows, @ForAll RowFormat format, @ForAll boolean compress)
      throws IOException {
    Assume.that(format != RowFormat.PARQUET);
    RowFiles files = new RowFiles(SCHEMA, format, compress);
    byte[] first = Files.readAllBytes(write(files, rows, "a"));

    assertThat(Files.readAllBytes(write(files, rows, "a"))).isEqualTo(first);
  }

  @Property(tries = 50, seed = "1")
  void rowsTravelBetweenTasks(@ForAll("rows") List<Cells> rows) throws IOException {
    DataOutputBuffer out = new DataOutputBuffer();
    for (Cells cells : rows) {
      cells.row().write(out);
    }
    DataInputBuffer in = new DataInputBuffer();
    in.reset(out.getData(), out.getLength());
    OutputRow row = new OutputRow();
    for (Cells cells : rows) {
      row.readFields(in);
      assertThat(row).isEqualTo(cells.row());
    }
    assertThat(in.read()).isEqualTo(-1);
  }

  @Property(tries = 20, seed = "1")
  void optionsTravelInTheConfiguration(@ForAll RowFormat format, @ForAll boolean compress) {
    RowFiles files = new RowFiles(SCHEMA, format, compress);
    Configuration conf = new Configuration(false);
    files.store(conf);

    assertThat(RowFiles.from(conf)).isEqualTo(files);
  }

  private static Path write(RowFiles files, List<Cells> rows, String name) throws IOException {
    Path file = temporary.resolve(name + files.extension());
    Files.deleteIfExists(file);
    Files.deleteIfExists(temporary.resolve("." + file.getFileName() + ".crc"));
    try (RowSink sink = files.create(CONF, new org.apache.hadoop.fs.Path(file.toUri()))) {
      for (Cells cells : rows) {
        sink.write(cells.row());
      }
    }
    return file;
  }
}
