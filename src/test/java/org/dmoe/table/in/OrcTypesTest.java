package org.dmoe.table.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dmoe.table.in.OrcTables.read;
import static org.dmoe.table.in.OrcTables.refuses;
import static org.dmoe.table.in.OrcTables.text;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.orc.CompressionKind;
import org.apache.orc.storage.common.type.HiveDecimal;
import org.apache.orc.storage.ql.exec.vector.DecimalColumnVector;
import org.apache.orc.storage.ql.exec.vector.DoubleColumnVector;
import org.apache.orc.storage.ql.exec.vector.LongColumnVector;
import org.apache.orc.storage.ql.exec.vector.VectorizedRowBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that ORC has. */
class OrcTypesTest {

  @TempDir private Path root;

  private Path write(String type, Consumer<VectorizedRowBatch> fill) throws Exception {
    return OrcTables.write(root.resolve("t.orc"), "struct<x:" + type + ">", 1, fill);
  }

  @ParameterizedTest
  @CsvSource({
    "tinyint, -128, -128.0",
    "smallint, 32767, 32767.0",
    "int, -2147483648, -2.147483648E9",
    "bigint, 9007199254740993, 9.007199254740992E15"
  })
  void wholeNumbers(String type, long value, String expected) throws Exception {
    Path file = write(type, batch -> ((LongColumnVector) batch.cols[0]).vector[0] = value);
    assertThat(read(file)).startsWith("[" + expected + "]");
    assertThat(text(file)).contains("[" + value + "]");
  }

  @ParameterizedTest
  @CsvSource({"double, 0.1, 0.1", "float, 0.5, 0.5", "double, 1e300, 1.0E300"})
  void realNumbers(String type, double value, String expected) throws Exception {
    Path file = write(type, batch -> ((DoubleColumnVector) batch.cols[0]).vector[0] = value);
    assertThat(read(file)).startsWith("[" + expected + "]");
  }

  @Test
  void whatIsNoNumberAndWhatIsNullAreMissing() throws Exception {
    refuses(
        write("double", batch -> ((DoubleColumnVector) batch.cols[0]).vector[0] = Double.NaN),
        "'x': missing",
        "--missing skip");
    refuses(
        write(
            "bigint",
            batch -> {
              batch.cols[0].noNulls = false;
              batch.cols[0].isNull[0] = true;
            }),
        "'x': missing",
        "--missing mean");
  }

  @ParameterizedTest
  @CsvSource({
    "'decimal(4,1)', -12.3, -12.3, -12.3",
    "'decimal(18,4)', 0.5, 0.5, 0.5000",
    "'decimal(38,0)', 12345678901234567890123456789012345678, 1.2345678901234568E37, 12345678901234567890123456789012345678",
    "'decimal(38,20)', 0.00000000000000000001, 1.0E-20, 0.00000000000000000001"
  })
  void decimalsAreNumbers(String type, String value, String number, String text) throws Exception {
    Path file =
        write(
            type, batch -> ((DecimalColumnVector) batch.cols[0]).set(0, HiveDecimal.create(value)));
    assertThat(read(file)).startsWith("[" + number + "]");
    assertThat(text(file)).contains("[" + text + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"string", "varchar(9)", "char(9)"})
  void textsAreNumbersIfTheyReadAsOne(String type) throws Exception {
    assertThat(read(write(type, batch -> OrcTables.text(batch, 0, 0, "-1.5"))))
        .startsWith("[-1.5]");
    Path word = write(type, batch -> OrcTables.text(batch, 0, 0, "été 日"));
    assertThat(text(word)).contains("[été 日]");
    refuses(word, "column 'x': not a number: 'été 日'");
  }

  @Test
  void truthValuesAreTexts() throws Exception {
    Path file = write("boolean", batch -> ((LongColumnVector) batch.cols[0]).vector[0] = 1);
    assertThat(text(file)).contains("[true]");
    refuses(file, "column 'x': not a number: 'true'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "binary | binary",
        "array<double> | array",
        "map<string,double> | map",
        "struct<a:int,b:int> | struct",
        "uniontype<int,string> | uniontype"
      })
  void otherTypesAreRefusedByName(String type, String name) throws Exception {
    Path file =
        OrcTables.write(root.resolve("t.orc"), "struct<x:" + type + ",y:double>", 0, batch -> {});
    refuses(
        file,
        "t.orc: column 'x' holds values of type " + name + ", neither numbers nor texts",
        "--exclude");
  }

  @Test
  void aFileWithoutColumnsIsRefused() throws Exception {
    Path file =
        OrcTables.write(
            root.resolve("t.orc"),
            "bigint",
            1,
            batch -> ((LongColumnVector) batch.cols[0]).vector[0] = 1);
    refuses(file, "t.orc: the file does not hold rows but values of type bigint");
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionKind.class,
      names = {"NONE", "ZLIB", "SNAPPY", "LZ4", "LZO", "ZSTD"})
  void everyCodec(CompressionKind codec) throws Exception {
    Path file =
        OrcTables.write(
            root.resolve("t.orc"),
            "struct<x:double>",
            codec,
            1000,
            batch -> {
              for (int i = 0; i < 1000; i++) {
                ((DoubleColumnVector) batch.cols[0]).vector[i] = i % 7;
              }
            });
    TableOptions options = TableOptions.builder().features(List.of("x")).build();
    var rows = new TableReading(file, options, Long.MAX_VALUE).rows();
    assertThat(rows).hasSize(1000);
    assertThat(rows.get(new RowKey("t", 6))).startsWith("[6.0]");
  }
}
