package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcConf;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.dmoe.table.out.AvroNames;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.OutputRow;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowSchema;
import org.dmoe.table.out.RowSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same rows in every format. */
class TableFormatsTest {

  private static final long WHOLE = Long.MAX_VALUE;
  private static final TableOptions OPTIONS =
      TableOptions.builder().response("y").features(List.of("x 1", "n")).build();
  private static final RowSchema SCHEMA =
      RowSchema.builder()
          .add("x 1", ColumnType.DOUBLE)
          .add("site", ColumnType.TEXT)
          .add("n", ColumnType.LONG)
          .add("y", ColumnType.DOUBLE)
          .build();

  @TempDir private Path root;

  private Path write(RowFormat format, boolean compress, int rows) throws IOException {
    RowFiles files = new RowFiles(SCHEMA, format, compress);
    Path file = root.resolve(format + "" + compress + "/t" + files.extension());
    Configuration conf = new Configuration();
    Random random = new Random(7);
    OutputRow row = new OutputRow(SCHEMA.size());
    try (RowSink sink = files.create(conf, Tables.hadoop(file))) {
      for (int i = 0; i < rows; i++) {
        row.setDouble(0, random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
        row.setText(1, "s, \"" + i);
        row.setLong(2, random.nextInt());
        row.setDouble(3, random.nextGaussian());
        sink.write(row);
      }
    }
    return file;
  }

  @Test
  void rowsAreTheSameToTheLastBitInTheirOrder() throws Exception {
    List<List<String>> all = new ArrayList<>();
    for (RowFormat format : RowFormat.values()) {
      for (boolean compress : new boolean[] {false, true}) {
        Path file = write(format, compress, 500);
        TableReading reading = new TableReading(file, OPTIONS, WHOLE);
        all.add(new ArrayList<>(reading.rows().values()));
        assertThat(reading.splits()).extracting(RowSplit::identity).containsExactly("t");
      }
    }
    assertThat(all.get(0)).hasSize(500);
    assertThat(all).allMatch(all.get(0)::equals);
  }

  @ParameterizedTest
  @EnumSource(
      value = RowFormat.class,
      names = {"CSV", "AVRO"})
  void positionsDoNotDependOnTheSplits(RowFormat format) throws Exception {
    Path file = write(format, false, 12000);
    assertSameRowsWhateverTheSplits(file, new TableReading(file, OPTIONS, WHOLE).rows());
  }

  @Test
  void positionsDoNotDependOnTheRowGroupsThatASplitHas() throws Exception {
    Path file = root.resolve("t.parquet");
    Schema schema = AvroNames.schema(SCHEMA);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                HadoopOutputFile.fromPath(Tables.hadoop(file), new Configuration()))
            .withSchema(schema)
            .withRowGroupSize(20_000L)
            .withMinRowCountForPageSizeCheck(100)
            .build()) {
      for (int i = 0; i < 12000; i++) {
        GenericRecord row = new GenericData.Record(schema);
        row.put(0, i * 1.5);
        row.put(1, "site");
        row.put(2, 7L * i);
        row.put(3, -1.0 * i);
        writer.write(row);
      }
    }
    SortedMap<RowKey, String> whole = new TableReading(file, OPTIONS, WHOLE).rows();
    assertThat(whole.lastKey().position()).isEqualTo(11999);
    assertThat(whole.get(new RowKey("t", 5000))).startsWith("[7500.0, 35000.0] -> -5000.0");
    assertSameRowsWhateverTheSplits(file, whole);
  }

  @Test
  void positionsDoNotDependOnTheStripesThatASplitHas() throws Exception {
    Path file = root.resolve("t.orc");
    Configuration conf = new Configuration();
    TypeDescription schema = TypeDescription.fromString("struct<n:bigint,y:double>");
    schema.addField("x 1", TypeDescription.createDouble());
    OrcConf.STRIPE_ROW_COUNT.setLong(conf, 1000);
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(conf).setSchema(schema).compress(CompressionKind.NONE);
    try (Writer writer = OrcFile.createWriter(Tables.hadoop(file), options)) {
      VectorizedRowBatch batch = schema.createRowBatch(500);
      for (int i = 0; i < 12000; i++) {
        int row = batch.size++;
        ((LongColumnVector) batch.cols[0]).vector[row] = 7L * i;
        ((DoubleColumnVector) batch.cols[1]).vector[row] = -1.0 * i;
        ((DoubleColumnVector) batch.cols[2]).vector[row] = i * 1.5;
        if (batch.size == 500) {
          writer.addRowBatch(batch);
          batch.reset();
        }
      }
    }
    SortedMap<RowKey, String> whole = new TableReading(file, OPTIONS, WHOLE).rows();
    assertThat(whole.lastKey().position()).isEqualTo(11999);
    assertThat(whole.get(new RowKey("t", 5000))).startsWith("[7500.0, 35000.0] -> -5000.0");
    assertSameRowsWhateverTheSplits(file, whole);
  }

  private static void assertSameRowsWhateverTheSplits(Path file, SortedMap<RowKey, String> whole)
      throws Exception {
    assertThat(whole).hasSize(12000);
    long length = Files.size(file);
    int mostSplits = 0;
    for (long size : new long[] {length / 2, length / 3 + 1, length / 7, length / 40, 1000}) {
      TableReading reading = new TableReading(file, OPTIONS, size);
      mostSplits = Math.max(mostSplits, reading.nonEmptySplits());
      assertThat(reading.rows()).isEqualTo(whole);
    }
    assertThat(mostSplits).isGreaterThan(3);
  }

  @Test
  void numbersAreTextsAndTextsNumbersAsInCsv() throws Exception {
    List<String> rows = new ArrayList<>();
    for (RowFormat format : RowFormat.values()) {
      Path file = write(format, false, 3);
      TableReading reading = new TableReading(file, OPTIONS, WHOLE, List.of("n", "site", "x 1"));
      rows.add(reading.rows().values().toString());
    }
    assertThat(rows.get(0)).contains("s, \"0");
    assertThat(rows).containsOnly(rows.get(0));
  }

  @ParameterizedTest
  @EnumSource(
      value = RowFormat.class,
      names = {"AVRO", "PARQUET", "ORC"})
  void aFileThatIsCutOffIsRefused(RowFormat format) throws IOException {
    Path file = write(format, false, 3000);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    refuses(() -> new TableReading(file, OPTIONS, WHOLE).rows(), file.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = RowFormat.class,
      names = {"AVRO", "PARQUET", "ORC"})
  void aFileThatIsGarbledNeverGivesOtherThanOneLine(RowFormat format) throws Exception {
    Path file = write(format, true, 2000);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(5);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      byte[] garbled = bytes.clone();
      int at = random.nextInt(garbled.length);
      Arrays.fill(garbled, at, Math.min(at + 8, garbled.length), (byte) random.nextInt());
      Files.write(file, garbled);
      try {
        new TableReading(file, OPTIONS, WHOLE).rows();
      } catch (UnusableInputException e) {
        assertThat(e.getMessage()).contains(file.toString()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  /** A byte of it was changed, and ORC's reader goes round behind the end of a column. */
  @Test
  void aDamagedFileIsNotReadForEver() {
    Path file = Path.of("src/test/resources/columns/endless.orc");
    TableOptions options = TableOptions.builder().response("y").features(List.of("x")).build();
    refuses(
        () -> new TableReading(file, options, WHOLE).rows(),
        "endless.orc: damaged after row 0: its columns do not end where they should");
  }

  @Test
  void aFileOfAnotherFormatThanItsNameSaysIsRefused() throws IOException {
    Path avro = write(RowFormat.AVRO, false, 3);
    Path parquet = write(RowFormat.PARQUET, false, 3);
    Path orc = write(RowFormat.ORC, false, 3);
    for (Path file : List.of(avro, parquet, orc)) {
      Path renamed = Files.copy(file, root.resolve("t.csv"));
      refuses(() -> new TableReading(renamed, OPTIONS, WHOLE), "t.csv: ", ".avro", ".parquet");
      Files.delete(renamed);
    }
    Path text = Tables.write(root.resolve("t.avro"), "y,x 1,n\n1,2,3\n");
    refuses(() -> new TableReading(text, OPTIONS, WHOLE), "t.avro: ");
    Path other = Tables.write(root.resolve("t.parquet"), "y,x 1,n\n1,2,3\n");
    refuses(() -> new TableReading(other, OPTIONS, WHOLE), "t.parquet: ");
    Path third = Tables.write(root.resolve("t.orc"), "y,x 1,n\n1,2,3\n");
    refuses(
        () -> new TableReading(third, OPTIONS, WHOLE),
        "t.orc: not an ORC file, though its name says so, or it is cut off");
  }

  private static void refuses(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
