package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bad input gets one line that says what is wrong, the right exit code, and leaves nothing behind.
 */
class BadInputTest {

  @TempDir Path temp;

  private Path input;

  @BeforeEach
  void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), 100);
  }

  private Outcome fit(String... changes) {
    List<String> usual =
        List.of(
            "fit",
            "--partition",
            "file",
            "--support-size",
            "50",
            "--output",
            temp.resolve("run").toString(),
            "--input",
            input.toString(),
            "--response",
            "y",
            "--experts",
            "2");
    return Outcome.of(usual, changes);
  }

  private void assertRefused(Outcome outcome, int exitCode, String... words) throws IOException {
    outcome.assertRefused(exitCode, words);
    assertThat(Folder.names(temp)).isSubsetOf("rows", "models", "support.csv");
  }

  private void append(String file, String line) throws IOException {
    Path path = input.resolve(file);
    Files.writeString(path, Files.readString(path) + line + "\n");
  }

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
    assertRefused(fit("--response", "z"), 3, "z", "site0.csv");
  }

  @Test
  void unknownFeature() throws IOException {
    assertRefused(fit("--features", "x1,x9"), 3, "x9", "site0.csv");
  }

  @Test
  void unknownExcluded() throws IOException {
    assertRefused(fit("--exclude", "x9"), 3, "x9");
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

  @Test
  void badRowsCanBeSkipped() throws IOException {
    append("site1.csv", "0.1,abc,0.3");

    Outcome outcome = fit("--max-bad-rows", "1");

    outcome.assertDone();
    assertThat(outcome.out()).contains("training rows: 300", "1 bad");
  }

  @Test
  void missingValuesCanBeSkipped() throws IOException {
    append("site1.csv", "NA,0.2,0.3");

    Outcome outcome = fit("--missing", "skip");

    outcome.assertDone();
    assertThat(outcome.out()).contains("training rows: 300", "1 with missing values");
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
    assertRefused(fit("--experts", "90"), 4, "90");
  }

  @Test
  void everyMachineWithFewerRowsThanParameters() throws IOException {
    Path few = temp.resolve("rows/few");
    Rows.write(few.resolve("a.csv"), 3, 1);
    Rows.write(few.resolve("b.csv"), 2, 2);
    assertRefused(fit("--input", few.toString()), 4, "a", "rows");
  }

  @Test
  void oneMachineWithFewerRowsThanParametersIsReported() throws IOException {
    Rows.write(input.resolve("few.csv"), 3, 1);

    Outcome outcome = fit("--min-local-models", "0.5");

    outcome.assertDone();
    assertThat(outcome.out()).contains("3 used, 1 rejected").containsPattern("few.*REJECTED");
  }

  @Test
  void tooManyMachinesWithFewerRowsThanParameters() throws IOException {
    Rows.write(input.resolve("few.csv"), 3, 1);
    assertRefused(fit("--min-local-models", "0.9"), 4, "few", "--min-local-models");
  }

  @Test
  void constantColumn() throws IOException {
    withColumn("x3", "7");
    assertWorksWithWarning("x3");
  }

  @Test
  void duplicatedColumn() throws IOException {
    for (String file : List.of("site0.csv", "site1.csv", "site2.csv")) {
      Path path = input.resolve(file);
      String doubled =
          Files.readAllLines(path).stream()
              .map(l -> l.startsWith("x1") ? "copy," + l : l.split(",")[0] + "," + l)
              .collect(Collectors.joining("\n"));
      Files.writeString(path, doubled + "\n");
    }
    assertWorksWithWarning("x1");
  }

  @Test
  void constantResponse() throws IOException {
    withColumn("z", "5");
    Outcome outcome = fit("--response", "z");
    outcome.assertDone();
    assertThat(outcome.out()).contains("warning");
  }

  @Test
  void duplicatedRows() throws IOException {
    for (String file : List.of("site0.csv", "site1.csv", "site2.csv")) {
      Path path = input.resolve(file);
      List<String> lines = Files.readAllLines(path);
      List<String> tripled = new ArrayList<>(lines);
      tripled.addAll(lines.subList(1, lines.size()));
      tripled.addAll(lines.subList(1, lines.size()));
      Files.write(path, tripled);
    }

    Outcome outcome = fit();

    outcome.assertDone();
    assertThat(outcome.out()).contains("training rows: 900");
  }

  @Test
  void nothingButOneRowRepeated() throws IOException {
    Path same = temp.resolve("rows/same/a.csv");
    Files.createDirectories(same.getParent());
    Files.writeString(same, "x1,x2,y\n" + "0.5,1.5,2\n".repeat(60));
    assertRefused(fit("--input", same.toString()), 4, "2 experts", "have 1");
  }

  private void withColumn(String name, String value) throws IOException {
    for (String file : List.of("site0.csv", "site1.csv", "site2.csv")) {
      Path path = input.resolve(file);
      String wider =
          Files.readAllLines(path).stream()
              .map(l -> l + "," + (l.startsWith("x1") ? name : value))
              .collect(Collectors.joining("\n"));
      Files.writeString(path, wider + "\n");
    }
  }

  private void assertWorksWithWarning(String column) {
    Outcome outcome = fit();
    outcome.assertDone();
    assertThat(outcome.out()).containsPattern("warning: .*" + column);
  }
}
