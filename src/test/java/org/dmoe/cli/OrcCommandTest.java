package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.ModelRecords;
import org.dmoe.io.StoredModel;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ORC through every command that reads or writes rows. */
class OrcCommandTest {

  @TempDir Path temp;

  private Outcome done(String... args) {
    Outcome outcome = Outcome.of(args);
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    return outcome;
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private Path simulate(String format) {
    done(
        "simulate",
        "--kind",
        "hard",
        "--dimension",
        "2",
        "--experts",
        "2",
        "--rows",
        "600",
        "--seed",
        "3",
        "--files",
        "2",
        "--format",
        format,
        "--output",
        path("made-" + format));
    return temp.resolve("made-" + format + "/rows");
  }

  private Path fit(Path rows, String name) {
    done(
        "fit",
        "--input",
        rows.toString(),
        "--output",
        path(name),
        "--response",
        "y",
        "--experts",
        "2",
        "--partition",
        "file",
        "--support-size",
        "50",
        "--starts",
        "2");
    return temp.resolve(name);
  }

  /** To the last bit; the files themselves name their inputs. */
  private static List<String> models(Path file) throws IOException {
    List<String> models = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (StoredModel model : ModelFiles.read(in, file.toString())) {
        var record = ModelRecords.toRecord(model);
        models.add(List.of(record.getId(), record.getExperts(), record.getGates()).toString());
      }
    }
    return models;
  }

  @Test
  void orcAndParquetGiveTheSameSampleAndTheSameModels() throws IOException {
    Path orc = fit(simulate("orc"), "of-orc");
    Path parquet = fit(simulate("parquet"), "of-parquet");
    String sample = "support/support.csv";
    assertThat(orc.resolve(sample)).hasSameBinaryContentAs(parquet.resolve(sample));
    for (String file : List.of("local/local-models.avro", "model/model.avro")) {
      assertThat(models(orc.resolve(file))).as(file).isEqualTo(models(parquet.resolve(file)));
    }
  }

  @Test
  void predictionsAreWrittenAndScoredAlike() throws IOException {
    Path rows = simulate("orc");
    Path model = fit(rows, "run");
    for (String format : List.of("orc", "csv")) {
      done(
          "predict",
          "--model",
          model.toString(),
          "--input",
          rows.toString(),
          "--keep",
          "y",
          "--format",
          format,
          "--compress",
          "--output",
          path("p-" + format));
    }
    List<List<String>> written = RowReading.rows(temp.resolve("p-orc"));
    assertThat(written).hasSize(600);
    assertThat(written).isEqualTo(RowReading.rows(temp.resolve("p-csv")));
    Outcome scored = done("evaluate", "--model", model.toString(), "--input", rows.toString());
    assertThat(scored.out()).contains("rows: 600");
    Outcome sampled =
        done(
            "sample",
            "--input",
            rows.toString(),
            "--response",
            "y",
            "--support-size",
            "9",
            "--output",
            path("sample"));
    assertThat(sampled.out()).contains("rows: 600");
  }

  @Test
  void partitionsAreWrittenInAnyFormat() throws IOException {
    Path rows = simulate("orc");
    List<List<String>> first = null;
    for (String format : List.of("avro", "orc", "parquet", "csv")) {
      Path parts = temp.resolve("parts-" + format);
      List<String> args =
          new ArrayList<>(
              List.of("partition", "--by", "random:3", "--input", rows.toString(), "--output"));
      args.addAll(List.of(parts.toString(), "--format", format));
      assertThat(done(args.toArray(String[]::new)).out()).contains("3 files");
      assertThat(RowReading.files(parts)).hasSize(3).allMatch(f -> f.toString().endsWith(format));
      List<List<String>> written = RowReading.rows(parts);
      first = first == null ? written : first;
      assertThat(written).as(format).hasSize(600).isEqualTo(first);
    }
  }

  @Test
  void describeSaysTheSameOfAllFormats() {
    String orc = done("describe", "--input", simulate("orc").toString()).out();
    String parquet = done("describe", "--input", simulate("parquet").toString()).out();
    assertThat(orc).isEqualTo(parquet).contains("number");
  }

  @Test
  void splitsOfStripesAreMachinesWithAllRows() throws IOException {
    Path rows = simulate("orc");
    String[] args = {
      "describe",
      "--input",
      rows.toString(),
      "-D",
      "mapreduce.input.fileinputformat.split.maxsize=900"
    };
    assertThat(done(args).out()).contains("rows: 600");
  }

  @Test
  void anOrcFileWithAnotherNameIsNamed() throws IOException {
    Path orc = RowReading.files(simulate("orc")).get(0);
    Path renamed = Files.createDirectory(temp.resolve("named")).resolve("000000_0");
    Files.copy(orc, renamed);
    Outcome.of("describe", "--input", renamed.toString())
        .assertRefused(3, "000000_0: the file is not CSV but an ORC file", ".orc");
    assertThat(Arrays.copyOf(Files.readAllBytes(orc), 3)).isEqualTo("ORC".getBytes("US-ASCII"));
  }
}
