package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.dmoe.mapreduce.Tables;
import org.dmoe.model.UnusableInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers, dates and times of every type that Avro and Parquet have. */
class ColumnTypesTest {

  /** 2001-09-09T01:46:40Z in seconds. */
  private static final long BILLION = 1_000_000_000;

  @TempDir private Path root;

  private String parquet(String field, Consumer<Group> value, String... times) throws Exception {
    return read(writeParquet(field, value), times);
  }

  private Path writeParquet(String field, Consumer<Group> value) throws IOException {
    var schema = MessageTypeParser.parseMessageType("message t { " + field + "; }");
    Path file = root.resolve("t.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(Tables.hadoop(file), new Configuration()))
            .withType(schema)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      Group row = new SimpleGroup(schema);
      value.accept(row);
      writer.write(row);
    }
    return file;
  }

  private Path writeAvro(String type, Object value) throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                "{'type':'record','name':'t','fields':[{'name':'x','type':%s}]}"
                    .formatted(type)
                    .replace('\'', '"'));
    GenericRecord row = new GenericData.Record(schema);
    Schema field = schema.getField("x").schema();
    row.put(
        0,
        value instanceof byte[] b && field.getType() == Schema.Type.FIXED
            ? new GenericData.Fixed(field, b)
            : value instanceof byte[] b ? ByteBuffer.wrap(b) : value);
    File file = root.resolve("t.avro").toFile();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file).append(row);
    }
    return file.toPath();
  }

  /** The row as a number. */
  private static String read(Path file, String... times) throws Exception {
    TableOptions options =
        TableOptions.builder().features(List.of("x")).times(List.of(times)).build();
    return new TableReading(file, options, Long.MAX_VALUE).rows().values().iterator().next();
  }

  /** The column as a text. */
  private static String text(Path file) throws Exception {
    TableOptions options =
        TableOptions.builder().build().withKnown(new org.dmoe.data.FeatureSpec(List.of(), ""));
    return new TableReading(file, options, Long.MAX_VALUE, List.of("x"))
        .rows()
        .values()
        .iterator()
        .next();
  }

  @ParameterizedTest
  @CsvSource({"8, -1, 255.0", "16, -2, 65534.0", "32, -1, 4.294967295E9", "32, 7, 7.0"})
  void unsignedIntegers(int bits, int value, String expected) throws Exception {
    String field = "required int32 x (INTEGER(%d,false))".formatted(bits);
    assertThat(parquet(field, row -> row.add("x", value))).startsWith("[" + expected + "]");
  }

  @Test
  void unsignedLongs() throws Exception {
    String field = "required int64 x (INTEGER(64,false))";
    assertThat(parquet(field, row -> row.add("x", -1L))).startsWith("[" + 0x1p64 + "]");
    assertThat(parquet(field, row -> row.add("x", Long.MIN_VALUE))).startsWith("[" + 0x1p63 + "]");
    assertThat(text(writeParquet(field, row -> row.add("x", -1L))))
        .contains("18446744073709551615");
  }

  @Test
  void decimalsOfParquet() throws Exception {
    assertThat(parquet("required int32 x (DECIMAL(9,2))", row -> row.add("x", -1234)))
        .startsWith("[-12.34]");
    assertThat(parquet("required int64 x (DECIMAL(18,3))", row -> row.add("x", 1L)))
        .startsWith("[0.001]");
    Binary bytes = Binary.fromConstantByteArray(new byte[] {(byte) 0xff, (byte) 0x85});
    assertThat(parquet("required binary x (DECIMAL(4,1))", row -> row.add("x", bytes)))
        .startsWith("[-12.3]");
    String fixed = "required fixed_len_byte_array(2) x (DECIMAL(4,1))";
    assertThat(parquet(fixed, row -> row.add("x", bytes))).startsWith("[-12.3]");
    assertThat(text(root.resolve("t.parquet"))).contains("-12.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'bytes','logicalType':'decimal','precision':4,'scale':1}",
        "{'type':'fixed','name':'f','size':2,'logicalType':'decimal','precision':4,'scale':1}",
        "['null',{'type':'bytes','logicalType':'decimal','precision':4,'scale':1}]"
      })
  void decimalsOfAvro(String type) throws Exception {
    Path file = writeAvro(type, new byte[] {(byte) 0xff, (byte) 0x85});
    assertThat(read(file)).startsWith("[-12.3]");
    assertThat(text(file)).contains("-12.3");
  }

  @Test
  void decimalsWithoutScaleAreRefused() throws Exception {
    Path file = writeAvro("{'type':'bytes','logicalType':'decimal'}", new byte[] {1});
    refuses(file, "column 'x' holds decimals whose schema names no valid precision and scale");
  }

  @ParameterizedTest
  @CsvSource({
    "3c00, 1.0",
    "c000, -2.0",
    "3555, 0.333251953125",
    "0001, 5.9604644775390625E-8",
    "7bff, 65504.0"
  })
  void halves(String bits, double expected) throws Exception {
    byte[] bytes =
        ByteBuffer.allocate(2)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) Integer.parseInt(bits, 16))
            .array();
    String field = "required fixed_len_byte_array(2) x (FLOAT16)";
    assertThat(parquet(field, row -> row.add("x", Binary.fromConstantByteArray(bytes))))
        .startsWith("[" + expected + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 x (DATE) | 11574 | 9.999936E8 | 2001-09-09 | date",
        "int32 x (TIME(MILLIS,true)) | 3661500 | 3661.5 | 01:01:01.500 | time",
        "int64 x (TIME(MICROS,false)) | 3661500000 | 3661.5 | 01:01:01.500 | time",
        "int64 x (TIME(NANOS,true)) | 3661500000000 | 3661.5 | 01:01:01.500 | time",
        "int64 x (TIMESTAMP(MILLIS,true)) | 1000000000250 | 1.00000000025E9 | 2001-09-09T01:46:40.250Z | timestamp",
        "int64 x (TIMESTAMP(MICROS,true)) | -1 | -1.0E-6 | 1969-12-31T23:59:59.999999Z | timestamp",
        "int64 x (TIMESTAMP(NANOS,false)) | 1000000000250000000 | 1.00000000025E9 | 2001-09-09T01:46:40.250 | timestamp",
      })
  void datesAndTimesOfParquet(String field, long value, String seconds, String iso, String what)
      throws Exception {
    Path file =
        writeParquet(
            "required " + field,
            row -> {
              if (field.startsWith("int32")) {
                row.add("x", (int) value);
              } else {
                row.add("x", value);
              }
            });
    refuses(file, "column 'x' is a " + what + "; --time x takes it as seconds ", "--exclude x");
    assertThat(read(file, "x")).startsWith("[" + seconds + "]");
    assertThat(text(file)).contains(iso);
  }

  @Test
  void timestampsIn96Bits() throws Exception {
    byte[] bytes =
        ByteBuffer.allocate(12)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(6_400 * BILLION)
            .putInt(2_440_588 + 11_574)
            .array();
    Path file =
        writeParquet("required int96 x", row -> row.add("x", Binary.fromConstantByteArray(bytes)));
    refuses(file, "column 'x' is a timestamp; --time x takes it as seconds since 1970");
    assertThat(read(file, "x")).startsWith("[1.0E9]");
    assertThat(text(file)).contains("2001-09-09T01:46:40");
  }

  @ParameterizedTest
  @CsvSource({
    "int, date, 11574, 9.999936E8, 2001-09-09",
    "int, time-millis, 3661500, 3661.5, 01:01:01.500",
    "long, time-micros, 3661500000, 3661.5, 01:01:01.500",
    "long, timestamp-millis, 1000000000000, 1.0E9, 2001-09-09T01:46:40Z",
    "long, timestamp-micros, 1000000000000000, 1.0E9, 2001-09-09T01:46:40Z",
    "long, timestamp-nanos, 1000000000000000000, 1.0E9, 2001-09-09T01:46:40Z",
    "long, local-timestamp-millis, 1000000000000, 1.0E9, 2001-09-09T01:46:40",
    "long, local-timestamp-micros, 1000000000000000, 1.0E9, 2001-09-09T01:46:40",
  })
  void datesAndTimesOfAvro(String type, String logical, long value, String seconds, String iso)
      throws Exception {
    Object boxed = type.equals("int") ? (Object) (int) value : (Object) value;
    for (String form : List.of("%s", "['null',%s]")) {
      Path file =
          writeAvro(
              form.formatted("{'type':'%s','logicalType':'%s'}".formatted(type, logical)), boxed);
      refuses(file, "column 'x' is a ", "--time x");
      assertThat(read(file, "x")).startsWith("[" + seconds + "]");
      assertThat(text(file)).contains(iso);
    }
  }

  @Test
  void booleansAndEnumsAreTexts() throws Exception {
    Path flag = writeParquet("required boolean x", row -> row.add("x", true));
    assertThat(text(flag)).contains("true");
    refuses(flag, "column 'x': not a number: 'true'");
    Path choice =
        writeAvro(
            "{'type':'enum','name':'e','symbols':['A','B']}",
            new GenericData.EnumSymbol(Schema.createEnum("e", "", "", List.of("A", "B")), "B"));
    assertThat(text(choice)).contains("B");
    Path union = writeAvro("['null','boolean']", true);
    assertThat(text(union)).contains("true");
    refuses(writeAvro("['null','boolean']", null), "column 'x': missing", "--missing skip");
  }

  @Test
  void onlyDatesAndTimesAreTakenAsSuch() throws Exception {
    Path file = writeParquet("required int64 x", row -> row.add("x", 1L));
    assertThatThrownBy(() -> read(file, "x"))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContaining("--time: column 'x' is not of a type of dates or times");
  }

  @Test
  void notANumberIsMissingInEveryFormat() throws Exception {
    refuses(writeParquet("required double x", row -> row.add("x", Double.NaN)), "'x': missing");
    refuses(writeParquet("required float x", row -> row.add("x", Float.NaN)), "'x': missing");
    refuses(writeAvro("'double'", Double.NaN), "'x': missing", "--missing skip", "--missing mean");
    refuses(Tables.write(root.resolve("t.csv"), "x\nnan\n"), "'x': missing");
  }

  private static void refuses(Path file, String... parts) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(UnusableInputException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContaining("\n");
  }
}
