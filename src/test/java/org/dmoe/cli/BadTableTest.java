package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that cannot be read as they are: one line, exit code 3, nothing left behind. */
class BadTableTest {

  @TempDir Path temp;

  private Path rows;

  @BeforeEach
  void directory() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    Files.writeString(rows.resolve("a.csv"), "y,a,b\n1,2,3\n4,5,6\n");
  }

  private Outcome sample(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "sample",
                "--input",
                rows.toString(),
                "--output",
                temp.resolve("out").toString(),
                "--response",
                "y"));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private void assertRefused(Outcome outcome, String... words) throws IOException {
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).startsWith("dmoe: ").contains(words);
    assertThat(outcome.exitCode()).as(outcome.errors().get(0)).isEqualTo(3);
    try (var left = Files.list(temp)) {
      assertThat(left).containsExactly(rows);
    }
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7,\"8,9 | not closed on its line",
        "x,8,9 | column 'y': not a number: 'x'",
        "7,,9 | column 'a': missing",
        "7,8 | 2 fields, expected 3",
        "7,8,9e999 | column 'b': not finite"
      })
  void badRowsAreNamedAndCanBeSkipped(String line, String reason) throws IOException {
    Files.writeString(rows.resolve("b.csv"), "y,a,b\r\n1,2,3\r\n" + line + "\r\n2,3,4\r\n");
    assertRefused(sample(), "b.csv:3: ", reason);
    Outcome skipped = sample("--max-bad-rows", "1");
    assertDone(skipped);
    assertThat(skipped.out()).contains("rows: 4, unreadable rows skipped: 1");
  }

  @Test
  void badRowsAreCountedByDescribe() throws IOException {
    Files.writeString(rows.resolve("b.csv"), "y,a,b\n1,2,3\n7,8\n2,3,4\n");
    String[] args = {"describe", "--input", rows.toString(), "--max-bad-rows", "1"};
    assertThat(Outcome.of(args).out()).contains("rows: 4, unreadable rows skipped: 1");
    String[] json = Arrays.copyOf(args, args.length + 2);
    json[args.length] = "--format";
    json[args.length + 1] = "json";
    assertThat(Outcome.of(json).out()).contains("\"rows\" : 4,", "\"badRows\" : 1,");
  }

  @Test
  void otherEncodingsAreNamed() throws IOException {
    byte[] latin = "y,a,b\n1,2,3\n4,\u00e4,6\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(rows.resolve("b.csv"), latin);
    assertRefused(sample(), "b.csv:3: not UTF-8");
    Files.write(rows.resolve("b.csv"), "y,a,\u00e4\n1,2,3\n".getBytes(StandardCharsets.ISO_8859_1));
    assertRefused(sample(), "b.csv: ", "not UTF-8");
  }

  @Test
  void aColumnThatIsThereTwiceIsNamed() throws IOException {
    Files.writeString(rows.resolve("b.csv"), "y,a,a\n1,2,3\n");
    assertRefused(sample(), "b.csv: ", "'a' is there twice");
  }

  @Test
  void emptyFilesAmongManyAreNoMatter() throws IOException {
    Files.createFile(rows.resolve("b.csv"));
    Files.writeString(rows.resolve("c.csv"), "y,a,b\n");
    assertDone(sample());
  }

  @Test
  void weightsThatAreNoneAreNamed() throws IOException {
    for (String weight : List.of("-1", "Infinity", "heavy")) {
      Files.writeString(rows.resolve("a.csv"), "y,a,w\n1,2,1\n1,2," + weight + "\n");
      assertRefused(sample("--weight", "w"), "a.csv:3: column 'w': ", weight);
    }
    sample("--weight", "v").assertRefused(2, "weight 'v' is not a column", "'y', 'a', 'w'");
    sample("--label", "v").assertRefused(2, "label 'v' is not a column");
    sample("--categorical", "v").assertRefused(2, "--categorical", "'v'");
  }

  @Test
  void anAvroFileWithUnionsIsReadAndWhatIsWrongInItNamed() throws IOException {
    Files.delete(rows.resolve("a.csv"));
    avro("{'name':'y','type':'double'},{'name':'a','type':['null','double','string']}", 1.0, "2");
    assertDone(sample());
    clean();
    avro("{'name':'y','type':'double'},{'name':'a','type':['null','double']}", 1.0, null);
    assertRefused(sample(), "a.avro: row 1 ", "column 'a': missing");
    avro("{'name':'y','type':'double'},{'name':'a','type':['double','string']}", 1.0, "two");
    assertRefused(sample(), "column of text: 'a' (1 level); --categorical a");
    avro("{'name':'y','type':'double'},{'name':'b','type':'double'}", 1.0, 2.0);
    sample("--features", "a").assertRefused(2, "a.avro: ", "'a' is not a column");
    avro(
        "{'name':'y','type':'double'},{'name':'a','type':{'type':'array','items':'int'}}",
        1.0,
        List.of(1));
    assertRefused(sample(), "a.avro: ", "'a' holds values of type array");
  }

  @Test
  void aParquetFileWithANestedColumnIsReadWithoutIt() throws IOException {
    Files.delete(rows.resolve("a.csv"));
    Schema schema =
        schema(
            "{'name':'y','type':'double'},{'name':'a','type':'int'},"
                + "{'name':'t','type':{'type':'array','items':'int'}}");
    Path file = rows.resolve("a.parquet");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withSchema(schema)
            .build()) {
      writer.write(record(schema, 1.0, 2, List.of(3)));
    }
    assertRefused(sample(), "a.parquet: ", "'t' holds nested values", "--exclude");
    assertDone(sample("--exclude", "t"));
    Outcome described = Outcome.of("describe", "--input", rows.toString());
    assertDone(described);
    assertThat(described.out()).contains("unreadable", "column 't' holds nested values");
  }

  private void clean() throws IOException {
    Files.delete(temp.resolve("out/support.csv"));
    try (var left = Files.list(temp.resolve("out"))) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(temp.resolve("out"));
  }

  private static Schema schema(String fields) {
    return new Schema.Parser()
        .parse("{'type':'record','name':'Row','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }

  private static GenericRecord record(Schema schema, Object... values) {
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    return record;
  }

  private void avro(String fields, Object... values) throws IOException {
    Schema schema = schema(fields);
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, rows.resolve("a.avro").toFile());
      writer.append(record(schema, values));
    }
  }

  @Test
  void tenThousandColumns() throws IOException {
    String header =
        IntStream.range(0, 10_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String line =
        IntStream.range(0, 10_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    Files.writeString(rows.resolve("a.csv"), "y," + header + "\n1," + line + "\n2," + line + "\n");
    assertDone(sample());
    String support = Files.readString(temp.resolve("out/support.csv"));
    assertThat(support.lines().findFirst().orElseThrow().split(",")).hasSize(10_000);
    Outcome described = Outcome.of("describe", "--input", rows.toString());
    assertDone(described);
    assertThat(described.out()).contains("c9999", "column 'c9999' is constant");
  }

  @Test
  void theMillionthRowIsNamedByItsLine() throws IOException {
    byte[] good = "1,2,3\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    byte[] text = Arrays.copyOf("y,a,b\n".getBytes(StandardCharsets.US_ASCII), 6 + good.length);
    System.arraycopy(good, 0, text, 6, good.length);
    text[text.length - 4] = 'x';
    Files.write(rows.resolve("a.csv"), text);
    String splits = "mapreduce.input.fileinputformat.split.maxsize=1000000";
    assertRefused(sample("-D", splits), "a.csv:1000001: ", "column 'a': not a number: 'x'");
    assertDone(sample("-D", splits, "--max-bad-rows", "1"));
  }
}
