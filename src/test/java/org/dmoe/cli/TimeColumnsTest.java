package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of timestamps, from the command line. */
class TimeColumnsTest {

  @TempDir Path temp;

  @BeforeEach
  void write() throws IOException {
    Schema stamps = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    Schema schema =
        SchemaBuilder.record("row")
            .fields()
            .requiredDouble("y")
            .requiredDouble("x")
            .name("ts")
            .type(stamps)
            .noDefault()
            .endRecord();
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, temp.resolve("t.avro").toFile());
      for (int i = 0; i < 400; i++) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("y", Math.sin(i) + 1e-3 * i);
        row.put("x", Math.cos(7.0 * i));
        row.put("ts", 1_000_000_000_000L + 60_000L * i);
        writer.append(row);
      }
    }
  }

  private Outcome run(String command, String... options) {
    List<String> args = new ArrayList<>(List.of(command));
    args.addAll(List.of("--input", temp.resolve("t.avro").toString()));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome fit(String... options) {
    List<String> args = new ArrayList<>(List.of("--response", "y", "--experts", "2"));
    args.addAll(List.of("--output", temp.resolve("out").toString()));
    args.addAll(List.of(options));
    return run("fit", args.toArray(String[]::new));
  }

  @Test
  void describeNamesIt() {
    assertThat(run("describe").out()).containsPattern("ts +timestamp +400 +0 ");
    assertThat(run("describe", "--time", "ts").out())
        .containsPattern("ts +number +400 +0 .* 1\\.00000e\\+09 +1\\.00002e\\+09");
  }

  @Test
  void fitRefusesItWithTheRemedy() {
    Outcome refused = fit();
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.errors().toString())
        .contains(
            "column 'ts' is a timestamp; --time ts takes it as seconds since 1970, --exclude ts"
                + " excludes it");
    assertThat(fit("--exclude", "ts").exitCode()).isZero();
  }

  @Test
  void aModelTakesItAsItWasFitted() throws IOException {
    Outcome fitted = fit("--time", "ts", "--partition", "random:2");
    assertThat(fitted.exitCode()).as(fitted.errors().toString()).isZero();
    Path model = temp.resolve("out/model/model.json");
    assertThat(model).content().contains("s since 1970-01-01T00:00Z");

    Outcome predicted =
        run("predict", "--model", model.toString(), "--output", temp.resolve("p").toString());
    assertThat(predicted.exitCode()).as(predicted.errors().toString()).isZero();
  }

  @Test
  void daysCanBeMachines() throws IOException {
    Outcome dealt =
        run(
            "partition",
            "--by",
            "column:ts",
            "--exclude",
            "ts",
            "--output",
            temp.resolve("d").toString());
    assertThat(dealt.exitCode()).as(dealt.errors().toString()).isZero();
    try (var files = Files.list(temp.resolve("d"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("ts=2001-09-09T01%3A46%3A40Z.avro");
    }
  }
}
