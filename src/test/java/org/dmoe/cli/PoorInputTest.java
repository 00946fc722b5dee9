package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Input with flaws that need not stop a fit: it works, and says what was wrong. */
class PoorInputTest extends FitTrials {

  @Test
  void badRowsCanBeSkipped() throws IOException {
    append("site1.csv", "0.1,abc,0.3");

    Outcome outcome = fit("--max-bad-rows", "1");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("training rows: 300", "1 unreadable");
  }

  @Test
  void missingValuesCanBeSkipped() throws IOException {
    append("site1.csv", "NA,0.2,0.3");

    Outcome outcome = fit("--missing", "skip");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("training rows: 300", "1 with missing values");
  }

  @Test
  void oneMachineWithFewerRowsThanParametersIsReported() throws IOException {
    Rows.write(input.resolve("few.csv"), 3, 1);

    Outcome outcome = fit("--min-local-models", "0.5");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("3 used, 1 rejected").containsPattern("few.*REJECTED");
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
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
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

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).contains("training rows: 900");
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
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out()).containsPattern("warning: .*" + column);
  }
}
