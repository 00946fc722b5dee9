package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options that do not go with the table: mistakes of the command line, whatever the command. */
class WrongOptionsTest {

  private static final String MODEL =
      """
      {"experts":[{"intercept":0,"coefficients":[1.0,1.0],"variance":0.25}],
       "gates":[{"intercept":0.0,"coefficients":[0.0,0.0]}],
       "sampleSize":400,"features":["a","b"]}
      """;

  @TempDir Path temp;

  private Path rows;
  private Path model;

  @BeforeEach
  void files() throws IOException {
    rows = Files.createDirectory(temp.resolve("rows"));
    Files.writeString(rows.resolve("a.csv"), "y,a,b\n1,2,3\n4,5,6\n2,3,3\n");
    model = Files.writeString(temp.resolve("model.json"), MODEL);
  }

  private Outcome run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--input", rows.toString()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome writing(String command, String options) {
    List<String> args = new ArrayList<>(List.of(options.strip().split(" ")));
    args.addAll(List.of("--output", temp.resolve("out").toString()));
    return run(command, args.toArray(String[]::new));
  }

  private void assertNothingLeft() throws IOException {
    assertThat(Folder.names(temp)).containsExactly("model.json", "rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--response z; response 'z' is not a column",
        "--response y --features a,c; feature 'c' is not a column",
        "--response y --features a,b,a; --features: 'a' is named twice",
        "--response y --exclude c; excluded column 'c' is not a column",
        "--response y --exclude a,b; no column is left for a covariate",
        "--response y --weight c; weight 'c' is not a column",
        "--response y --label c; label 'c' is not a column",
        "--response y --features a --label a; 'a' is feature or response",
        "--response y --categorical c; --categorical: 'c' is not among the features",
        "--response y --levels c=u|v; --categorical: 'c' is not among the features",
        "--response y --units c=kg; --units: 'c' is not among the features",
        "--response y --time c; --time column 'c' is not a column",
        "--response y --columns a,b,a; --columns: 'a' is named twice"
      })
  void ofATable(String options, String reason) throws IOException {
    writing("sample", options).assertRefused(2, reason.strip());
    writing("fit", "--experts 1 " + options).assertRefused(2, reason.strip());
    assertNothingLeft();
  }

  @Test
  void ofOtherCommands() throws IOException {
    run("describe", "--features", "a,c").assertRefused(2, "'c' is not a column");
    run("describe", "--features", "a,a").assertRefused(2, "'a' is named twice");
    writing("partition", "--by column:c").assertRefused(2, "there is no column 'c'");
    writing("partition", "--by random:2 --text c").assertRefused(2, "there is no column 'c'");
    writing("fit", "--response y --experts 1 --partition column:c")
        .assertRefused(2, "there is no column 'c'");
    String given = "--model " + model + " ";
    writing("predict", given + "--keep c").assertRefused(2, "there is no column 'c'");
    writing("predict", given + "--features a").assertRefused(2, "--features: 1 given");
    run("evaluate", "--model", model.toString()).assertRefused(2, "--response");
    run("evaluate", "--model", model.toString(), "--response", "z")
        .assertRefused(2, "response 'z' is not a column");
    run("evaluate", "--model", model.toString(), "--response", "y", "--label", "c")
        .assertRefused(2, "there is no column 'c'");
    assertNothingLeft();
  }

  /** By its first name, which the pages have, whatever its other names. */
  @ParameterizedTest
  @CsvSource({"fit --threads two", "fit --reducer-threads two", "aggregate --threads"})
  void threadsAreANumber(String line) {
    Outcome outcome = Outcome.of(line.split(" "));
    outcome.assertRefused(2, "'--threads'");
    assertThat(outcome.console()).doesNotContain("reducer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "x", "-1", "1.5"})
  void threadsOfTheConfigurationAreANumber(String value) throws IOException {
    String line = "-D dmoe.task.threads is not a whole number of at least 1: '" + value + "'";
    for (String more : List.of("", " --dry-run")) {
      Outcome outcome =
          writing("fit", "-D dmoe.task.threads=" + value + " --response y --experts 1" + more);
      outcome.assertRefused(2, line);
      assertThat(outcome.errors().get(0)).endsWith(line);
    }
    writing("refine", "-D dmoe.task.threads=" + value + " --model " + model).assertRefused(2, line);
    assertNothingLeft();
  }

  /** What a later file or a table for a model lacks is a flaw of the input. */
  @Test
  void flawsOfTheInputAreNone() throws IOException {
    Files.writeString(rows.resolve("b.csv"), "y,a\n1,2\n");
    writing("sample", "--response y --features a,b").assertRefused(3, "b.csv", "'b'");
    Files.delete(rows.resolve("a.csv"));
    writing("predict", "--model " + model).assertRefused(3, "b.csv", "'b'");
    assertNothingLeft();
  }
}
