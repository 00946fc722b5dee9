package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text of Hive, and numbers with other separators, through the commands that read rows. */
class TextDialectsTest {

  @TempDir Path temp;

  private Outcome run(String command, Path input, String... options) {
    List<String> args = new ArrayList<>(List.of(command, "--input", input.toString()));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  private String done(String command, Path input, String... options) {
    Outcome outcome = run(command, input, options);
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    return outcome.out();
  }

  private Path write(String name, String text) throws IOException {
    return Files.write(temp.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private String fields(String... fields) {
    return String.join("\u0001", fields) + "\n";
  }

  @Test
  void hivesOwnTextHasColumnsByNumber() throws IOException {
    Path file =
        write("000000_0", fields("1.5", "a \"b", "\\N") + fields("-2", "c\\d,e", "7") + "\n");
    String described = done("describe", file, "--dialect", "hive", "--format", "json");
    assertThat(described).contains("\"c1\"", "\"c2\"", "\"c3\"", "\"a \\\"b\" : 1", "c\\\\d,e");
    assertThat(described)
        .containsPattern("\"c3\",\\s+\"type\" : \"number\",\\s+\"count\" : 1,\\s+\"missing\" : 1,");
    assertThat(described).contains("\"rows\" : 2,");
  }

  @Test
  void columnsOfHiveCanBeNamed() throws IOException {
    Path file = write("000000_0", fields("1", "2", "3") + fields("4", "5", "6"));
    done(
        "sample",
        file,
        "--dialect",
        "hive",
        "--columns",
        "y,a,b",
        "--response",
        "y",
        "--output",
        temp.resolve("s").toString());
    assertThat(temp.resolve("s/support.csv")).content().contains("a,b\n").contains("2.0,3.0");
    Outcome wrong = run("describe", file, "--dialect", "hive", "--columns", "y,a");
    wrong.assertRefused(3, "000000_0:1: 3 fields, expected 2");
  }

  @Test
  void escapesOfATableAreUndone() throws IOException {
    Path file = write("t", fields("1", "a\\\u0001b\\\\c\\nd\\,", "\\N") + fields("2", "x", "3"));
    String described =
        done("describe", file, "--dialect", "hive", "--escape", "\\", "--format", "json");
    assertThat(described).contains("\"a\\u0001b\\\\c\\nd,\" : 1", "\"x\" : 1");
    assertThat(described).contains("\"3\" : 1").contains("\"missing\" : 1,");
  }

  @Test
  void splitsOfHivesTextHaveTheSameRows() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append(fields("" + i, "" + i % 7, "s" + i % 3));
    }
    Path file = write("000000_0", text.toString());
    String[] options = {
      "--dialect", "hive", "-D", "mapreduce.input.fileinputformat.split.maxsize=1000"
    };
    String whole = done("describe", file, "--dialect", "hive");
    assertThat(done("describe", file, options)).isEqualTo(whole).contains("rows: 2000");
  }

  @Test
  void aModelOfHivesTextIsThatOfTheSameRowsAsCsv() throws IOException {
    StringBuilder hive = new StringBuilder();
    StringBuilder csv = new StringBuilder("c1,c2\n");
    for (int i = 0; i < 300; i++) {
      double x = i / 50.0 - 3;
      double y = (i % 2 == 0 ? 2 * x : 1 - x) + 0.01 * (i % 17);
      hive.append(fields("" + y, "" + x));
      csv.append(y).append(',').append(x).append('\n');
    }
    List<String> locals = new ArrayList<>();
    for (String dialect : List.of("hive", "csv")) {
      Path in = Files.createDirectory(temp.resolve("in-" + dialect));
      Path file =
          Files.writeString(
              in.resolve(dialect.equals("hive") ? "part" : "part.csv"),
              dialect.equals("hive") ? hive : csv);
      Path out = temp.resolve("out-" + dialect);
      done(
          "fit",
          file,
          "--dialect",
          dialect,
          "--response",
          "c1",
          "--experts",
          "2",
          "--starts",
          "2",
          "--support-size",
          "50",
          "--partition",
          "file",
          "--output",
          out.toString());
      Path model = out.resolve("model/model.json");
      locals.add(done2("show", model.toString()));
      assertThat(out.resolve("run.json"))
          .content()
          .contains("\"dialect\" : \"" + dialect.toUpperCase(java.util.Locale.ROOT));
      String predicted = temp.resolve("p-" + dialect).toString();
      done(
          "predict",
          file,
          "--dialect",
          dialect,
          "--model",
          model.toString(),
          "--output",
          predicted);
      assertThat(done("evaluate", file, "--dialect", dialect, "--model", model.toString()))
          .contains("rows: 300");
    }
  }

  private String done2(String... args) {
    Outcome outcome = Outcome.of(args);
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    return outcome.out();
  }

  @Test
  void commasAndPointsOfOtherCountries() throws IOException {
    Path german = write("g.csv", "y;x\n1.234,5;0,25\n-7;1.000.000\n");
    String sample = temp.resolve("s").toString();
    String[] how = {"--delimiter", ";", "--decimal", ",", "--thousands", "."};
    String[] args = {"--response", "x", "--output", sample};
    String[] all = new String[how.length + args.length];
    System.arraycopy(how, 0, all, 0, how.length);
    System.arraycopy(args, 0, all, how.length, args.length);
    done("sample", german, all);
    assertThat(Path.of(sample, "support.csv")).content().contains("1234.5\n").contains("-7.0\n");
    assertThat(done("describe", german, how)).containsPattern("x +number +2 +0 +500000 ");
    Path banks = write("b.csv", "y,x\n\"1,234.5\",1\n\"12,345\",2\n");
    assertThat(done("describe", banks, "--delimiter", ",", "--thousands", ","))
        .containsPattern("y +number +2 +0 .* 1234\\.50 +12345\\.0");
  }

  @Test
  void numbersOfOtherFormatsStayNumbers() throws IOException {
    Outcome made =
        Outcome.of(
            "simulate",
            "--kind",
            "hard",
            "--dimension",
            "2",
            "--experts",
            "2",
            "--rows",
            "50",
            "--format",
            "parquet",
            "--output",
            temp.resolve("m").toString());
    assertThat(made.exitCode()).as(made.errors().toString()).isZero();
    Path rows = temp.resolve("m/rows");
    String usual = done("describe", rows);
    assertThat(done("describe", rows, "--delimiter", ";", "--decimal", ",")).isEqualTo(usual);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      quoteCharacter = '`',
      value = {
        "--decimal ,/--decimal ',': is the delimiter too",
        "--thousands ,/--thousands ',': is the delimiter too",
        "--decimal . --thousands ./must differ",
        "--decimal ;; /--decimal ';;': must be one character",
        "--thousands 1/--thousands '1': must not be part of a number",
        "--dialect hive --quote '/--quote ': fields of --dialect hive",
        "--escape +/--escape +: needs --dialect hive",
        "--dialect hive --escape + --delimiter +/must differ",
        "--dialect json/--dialect",
        "--delimiter ; --quote ;/must differ"
      })
  void whatDoesNotGoTogetherIsWrongUsage(String options, String message) throws IOException {
    Path file = write("a.csv", "y,x\n1,2\n");
    Outcome outcome = run("describe", file, options.strip().split(" "));
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains(message);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @Test
  void otherSeparatorsThanWereSaidAreNamed() throws IOException {
    Path file = write("a.csv", "y;x\n1,5;2\n1.5;2\n");
    Outcome outcome =
        run(
            "sample",
            file,
            "--delimiter",
            ";",
            "--decimal",
            ",",
            "--response",
            "y",
            "--output",
            temp.resolve("s").toString());
    outcome.assertRefused(
        3, "a.csv:3: column 'y': not a number: '1.5' (separators other than --decimal ',')");
  }

  /** That no number of a column reads as one is no reason to take it for texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      value = {
        "1,5/a decimal comma",
        "15%/a percent sign",
        "1.234,5/--thousands . --decimal ','",
        "2020-02-29/--time x"
      })
  void columnsOfForeignNumbersAreRecognised(String cell, String hint) throws IOException {
    Path file = write("a.csv", "y;x\n1;" + cell + "\n2;" + cell + "\n");
    String output = temp.resolve("s").toString();
    run("sample", file, "--delimiter", ";", "--response", "y", "--output", output)
        .assertRefused(3, "column of text: 'x' (1 level) (", hint, "--categorical x");
  }
}
