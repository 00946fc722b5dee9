package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input gets one line that says what is wrong, the right exit code, and leaves nothing behind.
 */
class BadInputTest extends FitTrials {

  @Test
  void missingInput() throws IOException {
    Path missing = temp.resolve("nowhere");
    assertRefused(fit("--input", missing.toString()), 3, missing.toString());
  }

  @Test
  void missingSettings() throws IOException {
    String missing = temp.resolve("site.xml").toString();
    assertRefused(fit("-conf", missing), 2, "-conf " + missing);
  }

  @Test
  void brokenSettings() throws IOException {
    Path broken = Files.writeString(input.resolve("site.xml"), "<configuration><property>");
    assertRefused(fit("-conf", broken.toString()), 2, "property");
  }

  @Test
  void tokensThatAreNone() throws IOException {
    String missing = temp.resolve("tokens").toString();
    assertRefused(fit("-tokenCacheFile", missing), 2, "-tokenCacheFile " + missing);
    String broken = Files.writeString(input.resolve("tokens"), "none").toString();
    assertRefused(fit("-tokenCacheFile", broken), 2, broken, "is not a Hadoop token file");
  }

  @Test
  void missingLibrary() throws IOException {
    String missing = temp.resolve("more.jar").toString();
    assertRefused(fit("-libjars", missing), 2, missing);
  }

  @Test
  void emptyDirectory() throws IOException {
    Path empty = Files.createDirectory(input.resolve("empty"));
    assertRefused(fit("--input", empty.toString()), 3, empty.toString());
  }

  @Test
  void emptyFile() throws IOException {
    Path empty = Files.createFile(input.resolve("empty.csv"));
    assertRefused(fit("--input", empty.toString()), 3, empty.toString());
  }

  @Test
  void headerOnly() throws IOException {
    Path header = Files.writeString(input.resolve("header.csv"), "x1,x2,y\n");
    assertRefused(fit("--input", header.toString()), 3, "no rows");
  }

  @Test
  void unknownResponse() throws IOException {
    assertRefused(fit("--response", "z"), 2, "z", "site0.csv");
  }

  @Test
  void unknownFeature() throws IOException {
    assertRefused(fit("--features", "x1,x9"), 2, "x9", "site0.csv");
  }

  @Test
  void unknownExcluded() throws IOException {
    assertRefused(fit("--exclude", "x9"), 2, "x9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1,abc,0.3 | x2",
        "0.1,0.3 | 2 fields",
        "0.1,0.2,0.3,0.4 | 4 fields",
        "0.1,NaN,0.3 | x2",
        "0.1,Infinity,0.3 | x2",
        "0.1,0.2,-Infinity | y",
        "0.1,1e999,0.3 | x2",
        "NA,0.2,0.3 | x1"
      })
  void badRow(String row, String word) throws IOException {
    append("site1.csv", row.strip());
    assertRefused(fit(), 3, "site1.csv", word.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "--experts,0",
    "--experts,-1",
    "--experts,two",
    "--support-size,0",
    "--max-bad-rows,-1",
    "--min-local-models,2",
    "--gate-ridge,-1",
    "--cost,manhattan",
    "--plan,none",
    "--aggregator,vote",
    "--partition,half",
    "--missing,guess",
    "--nonsense,1"
  })
  void badOption(String option, String value) throws IOException {
    assertRefused(fit(option, value), 2, option);
  }

  @Test
  void unknownCommand() {
    Outcome outcome = Outcome.of("dance");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.errors()).hasSize(1);
  }

  @Test
  void moreExpertsThanRowsAllow() throws IOException {
    Outcome outcome = fit("--experts", "90");
    assertRefused(outcome, 4, "--experts 90: 300 rows of 2 features allow at most 75 in all");
    assertThat(outcome.console()).doesNotContain("sample:");
  }

  /** Before anything runs. */
  @Test
  void machinesThatCannotHaveAllExpertsAreSaidFirst() throws IOException {
    Rows.write(input.resolve("few.csv"), 9, 1);
    Outcome outcome = fit("--experts", "3", "--partition", "file", "--support-size", "10");
    String console = outcome.assertDone().console();
    assertThat(console.lines().filter(line -> line.contains("warning: ")).toList().get(0))
        .contains(
            "1 of 4 machines have too few rows for 3 experts: 'few' has about 9, which allow 2");
    assertThat(console)
        .contains("warning: the pilot's 10 rows allow 2 of 3 experts")
        .satisfies(
            text ->
                assertThat(text.indexOf("warning: the pilot's"))
                    .isLessThan(text.indexOf("sample:")));
    assertThat(fit("--experts", "3", "--partition", "file", "--dry-run", "--overwrite").out())
        .contains("warning: 1 of 4 machines have too few rows for 3 experts");
  }

  /** What the fits were warned of explains why nothing came of them. */
  @Test
  void theReasonOfAFailureIsSaidWithIt() throws IOException {
    Path flat = temp.resolve("rows/flat/a.csv");
    Files.createDirectories(flat.getParent());
    StringBuilder rows = new StringBuilder("x1,x2,y\n");
    for (int i = 0; i < 60; i++) {
      rows.append(i % 7).append(',').append(i % 5).append(",5\n");
    }
    Files.writeString(flat, rows);
    assertRefused(
        fit("--input", flat.toString(), "--start", "own"),
        4,
        "together have 1",
        "a: the response is constant");
  }

  @Test
  void everyMachineWithFewerRowsThanParameters() throws IOException {
    Path few = temp.resolve("rows/few");
    Rows.write(few.resolve("a.csv"), 3, 1);
    Rows.write(few.resolve("b.csv"), 2, 2);
    assertRefused(fit("--input", few.toString()), 4, "a", "rows");
  }

  @Test
  void tooManyMachinesWithFewerRowsThanParameters() throws IOException {
    Rows.write(input.resolve("few.csv"), 3, 1);
    assertRefused(fit("--min-local-models", "0.9"), 4, "few", "--min-local-models");
  }

  @Test
  void nothingButOneRowRepeated() throws IOException {
    Path same = temp.resolve("rows/same/a.csv");
    Files.createDirectories(same.getParent());
    Files.writeString(same, "x1,x2,y\n" + "0.5,1.5,2\n".repeat(60));
    assertRefused(fit("--input", same.toString()), 4, "2 experts", "have 1");
  }
}
