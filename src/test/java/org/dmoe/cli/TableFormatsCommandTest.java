package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.table.out.ColumnType;
import org.dmoe.table.out.OutputRow;
import org.dmoe.table.out.RowFiles;
import org.dmoe.table.out.RowFormat;
import org.dmoe.table.out.RowSchema;
import org.dmoe.table.out.RowSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows in any format and dialect, through the command line and the local runner. */
class TableFormatsCommandTest {

  @TempDir Path temp;

  private void write(RowFormat format, Path directory) throws IOException {
    RowSchema schema =
        RowSchema.builder()
            .addAll(List.of("x 1", "x2", "y"), ColumnType.DOUBLE)
            .add("site", ColumnType.TEXT)
            .build();
    RowFiles files = new RowFiles(schema, format, false);
    for (int m = 0; m < 2; m++) {
      Random random = new Random(m);
      Path file = directory.resolve("site" + m + files.extension());
      org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
      try (RowSink sink = files.create(new Configuration(), path)) {
        for (int i = 0; i < 300; i++) {
          sink.write(row(random, m));
        }
      }
    }
  }

  private static OutputRow row(Random random, int m) {
    OutputRow row = new OutputRow(4);
    double x1 = random.nextGaussian();
    double x2 = random.nextGaussian();
    double mean = x1 > 0 ? 3 + 2 * x1 - x2 : -3 - x1 + 2 * x2;
    row.setDouble(0, x1);
    row.setDouble(1, x2);
    row.setDouble(2, mean + 0.5 * random.nextGaussian());
    row.setText(3, "s" + m);
    return row;
  }

  private static void compress(Path directory) throws IOException {
    for (String name : List.of("site0.csv", "site1.csv")) {
      Path plain = directory.resolve(name);
      try (GZIPOutputStream out =
          new GZIPOutputStream(Files.newOutputStream(directory.resolve(name + ".gz")))) {
        out.write(Files.readAllBytes(plain));
      }
      Files.delete(plain);
    }
  }

  private List<String> localModels(Path input) throws IOException {
    Path run = temp.resolve("run-" + input.getFileName());
    Outcome outcome =
        Outcome.of(
            "fit",
            "--input",
            input.toString(),
            "--output",
            run.toString(),
            "--response",
            "y",
            "--exclude",
            "site",
            "--experts",
            "2",
            "--partition",
            "file",
            "--support-size",
            "50",
            "--start",
            "own",
            "--starts",
            "2");
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    List<String> models = new ArrayList<>();
    try (InputStream in = Files.newInputStream(run.resolve("local/local-models.avro"))) {
      for (StoredModel model : ModelFiles.read(in, "local")) {
        models.add(bits(model));
      }
    }
    return models;
  }

  private static String bits(StoredModel model) {
    var record = org.dmoe.io.ModelRecords.toRecord(model);
    return List.of(
            record.getId(),
            record.getFeatures(),
            record.getExperts(),
            record.getGates(),
            record.getFit().getLogLikelihood())
        .toString();
  }

  /** A pilot is fitted to rows drawn by their positions, which each format counts its own way. */
  @Test
  void localModelsAreTheSameToTheLastBitInEveryFormat() throws IOException {
    write(RowFormat.CSV, temp.resolve("csv"));
    write(RowFormat.AVRO, temp.resolve("avro"));
    write(RowFormat.PARQUET, temp.resolve("parquet"));
    write(RowFormat.ORC, temp.resolve("orc"));
    write(RowFormat.CSV, temp.resolve("gz"));
    compress(temp.resolve("gz"));

    List<String> models = localModels(temp.resolve("csv"));

    assertThat(models).hasSize(2);
    assertThat(models.get(0)).contains("site0", "x 1, x2");
    for (String format : List.of("avro", "parquet", "orc", "gz")) {
      assertThat(localModels(temp.resolve(format))).as(format).isEqualTo(models);
    }
  }

  private String sample(Path input, String... more) throws IOException {
    Path output = temp.resolve("sample");
    List<String> args =
        new ArrayList<>(
            List.of(
                "sample",
                "--input",
                input.toString(),
                "--output",
                output.toString(),
                "--overwrite",
                "--response",
                "y",
                "--support-size",
                "3"));
    args.addAll(List.of(more));
    Outcome outcome = Outcome.of(args.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    return Files.readString(output.resolve("support.csv"))
        .lines()
        .skip(1)
        .sorted()
        .toList()
        .toString();
  }

  @Test
  void csvInOtherDialects() throws IOException {
    Path usual = Files.writeString(temp.resolve("a.csv"), "y,a,b\n1,2,3\n4,5,6\n");
    String rows = sample(usual);
    assertThat(rows).isEqualTo("[2.0,3.0, 5.0,6.0]");
    Path other =
        Files.writeString(
            temp.resolve("b.csv"), "# made by hand\n\ny;a;b\n1;'2';3\n#4;4;4\n4;5;6\n-9;1;1\n");
    assertThat(
            sample(
                other,
                "--delimiter",
                ";",
                "--quote",
                "'",
                "--comment",
                "#",
                "--na",
                "-9,?",
                "--missing",
                "skip"))
        .isEqualTo(rows);
    Path bare = Files.writeString(temp.resolve("c.tsv"), "\uFEFF1\t2\t3\r\n4\t5\t6\r\n");
    assertThat(sample(bare, "--delimiter", "tab", "--columns", "y,a,b")).isEqualTo(rows);
  }

  @Test
  void smallFilesMakeOneMachineUnlessEachIsToBeOne() throws IOException {
    Path rows = Rows.directory(temp.resolve("rows"), 100);
    assertThat(machines(rows, "--partition", "file")).isEqualTo(3);
    assertThat(machines(rows, "--partition", "split")).isEqualTo(1);
    String splits = "mapreduce.input.fileinputformat.split.maxsize=1500";
    assertThat(machines(rows, "--partition", "split", "-D", splits)).isEqualTo(6);
    assertThat(
            machines(rows, "--partition", "split", "--min-rows-per-machine", "140", "-D", splits))
        .isEqualTo(2);
  }

  private int machines(Path rows, String... more) throws IOException {
    List<String> args =
        new ArrayList<>(
            List.of(
                "fit",
                "--input",
                rows.toString(),
                "--output",
                temp.resolve("run").toString(),
                "--overwrite",
                "--response",
                "y",
                "--experts",
                "1",
                "--support-size",
                "20"));
    args.addAll(List.of(more));
    Outcome outcome = Outcome.of(args.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    try (InputStream in = Files.newInputStream(temp.resolve("run/local/local-models.avro"))) {
      return ModelFiles.read(in, "local").size();
    }
  }
}
