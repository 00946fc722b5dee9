package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulation through the command line and the local runner. */
class SimulateCommandTest {

  @TempDir Path temp;

  private Outcome simulate(String output, String... more) {
    return Outcome.of(
        Stream.concat(
                Stream.of("simulate", "--output", temp.resolve(output).toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private List<List<String>> rows(String output) throws IOException {
    return RowReading.rows(temp.resolve(output + "/rows"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "avro", "parquet"})
  void theRowsDoNotDependOnTheNumberOfMaps(String format) throws IOException {
    String[] common = {
      "--rows", "6000", "--kind", "paper", "--dimension", "3", "--with-label", "--format", format
    };
    Outcome one = simulate("one", Stream.of(common).toArray(String[]::new));
    Outcome five =
        simulate(
            "five",
            Stream.concat(Stream.of(common), Stream.of("--maps", "5")).toArray(String[]::new));

    assertThat(one.errors()).isEmpty();
    assertThat(one.exitCode() + five.exitCode()).isZero();
    assertThat(one.out()).contains("6000 rows");
    assertThat(one.console()).contains("6000 rows written").doesNotContain("rows read");
    assertThat(RowReading.files(temp.resolve("one/rows"))).hasSize(1);
    assertThat(RowReading.files(temp.resolve("five/rows"))).hasSize(5);
    assertThat(rows("five")).hasSize(6000).isEqualTo(rows("one"));
    assertThat(RowReading.read(RowReading.files(temp.resolve("five/rows")).get(4)).get(0))
        .containsExactly("x1", "x2", "x3", "y", "label");
    assertThat(temp.resolve("one/_SUCCESS")).exists();
    assertThat(temp.resolve("one/_work")).doesNotExist();
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("one", "five");
  }

  @Test
  void theTrueModelDrawsTheSameResponsesGivenTheCovariates() throws IOException {
    simulate("run", "--rows", "10", "--kind", "hard");
    Outcome shown = Outcome.of("show", temp.resolve("run").toString());

    assertThat(shown.out()).contains("4 experts for y over 10 features", "truth");
    assertThat(temp.resolve("run/model/model.json")).exists();
  }

  @Test
  void laterRowsAreOthersOfTheSameMixture() throws IOException {
    String[] kind = {"--kind", "balanced", "--dimension", "2", "--rows"};
    simulate("all", Stream.concat(Stream.of(kind), Stream.of("3000")).toArray(String[]::new));
    simulate(
        "tail",
        Stream.concat(Stream.of(kind), Stream.of("1000", "--first-row", "2000", "--maps", "2"))
            .toArray(String[]::new));

    assertThat(RowReading.files(temp.resolve("tail/rows"))).hasSize(2);
    assertThat(rows("tail")).isEqualTo(rows("all").subList(2000, 3000));
  }

  @Test
  void compressedFilesHoldTheSameRows() throws IOException {
    simulate("plain", "--rows", "100", "--kind", "hard");
    simulate("gz", "--rows", "100", "--kind", "hard", "--compress");

    assertThat(RowReading.files(temp.resolve("gz/rows")).get(0).toString()).endsWith(".csv.gz");
    assertThat(rows("gz")).isEqualTo(rows("plain"));
  }

  @Test
  void aModelFileIsDrawnFromWithNormalCovariates() throws IOException {
    Path model = model();

    Outcome outcome = simulate("run", "--rows", "4000", "--model", model.toString());

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    double squares = 0;
    double residuals = 0;
    for (List<String> row : rows("run")) {
      double x = Double.parseDouble(row.get(0));
      double y = Double.parseDouble(row.get(1));
      squares += x * x / 4000;
      residuals += (y - 1 - 2 * x) * (y - 1 - 2 * x) / 4000;
    }
    assertThat(squares).isCloseTo(1, within(0.1));
    assertThat(residuals).isCloseTo(0.25, within(0.03));
  }

  @Test
  void covariatesCanBeDrawnFromASupport() throws IOException {
    Path support = Files.writeString(temp.resolve("s.csv"), "other,PM2.5\n7,1\n7,2\n7,3\n");

    Outcome outcome =
        simulate(
            "run", "--rows", "50", "--model", model().toString(), "--support", support.toString());

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(rows("run").stream().map(row -> row.get(0)).distinct())
        .containsExactlyInAnyOrder("1.0", "2.0", "3.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rows 0 --kind hard | 2 | --rows 0",
        "--rows -5 --kind hard | 2 | --rows -5",
        "--rows many --kind hard | 2 | --rows",
        "--kind hard | 2 | --rows",
        "--rows 5 | 2 | --model",
        "--rows 5 --kind easy | 2 | easy",
        "--rows 5 --kind hard --model m | 2 | --model",
        "--rows 5 --kind hard --maps 0 | 2 | --maps 0",
        "--rows 5 --kind hard --experts 0 | 2 | --experts 0",
        "--rows 5 --kind hard --dimension 0 | 2 | --dimension 0",
        "--rows 5 --kind hard --first-row -1 | 2 | --first-row -1",
        "--rows 5 --kind hard --support s | 2 | --support",
        "--rows 5 --kind hard --format xls | 2 | xls",
        "--rows 5 --model nowhere --dimension 2 | 2 | --dimension",
        "--rows 5 --model nowhere | 3 | nowhere"
      })
  void badOptionsGetOneLine(String options, int exitCode, String word) throws IOException {
    Outcome outcome = simulate("run", options.strip().split(" "));

    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).startsWith("dmoe: ").contains(word);
    assertThat(outcome.exitCode()).isEqualTo(exitCode);
    assertThat(Folder.names(temp)).isEmpty();
  }

  @Test
  void anExistingOutputIsNotTouched() throws IOException {
    Files.createDirectories(temp.resolve("run"));
    Files.writeString(temp.resolve("run/mine"), "mine");

    Outcome outcome = simulate("run", "--rows", "5", "--kind", "hard");

    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains("--output", "exists");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(Folder.names(temp.resolve("run"))).containsExactly("mine");
    assertThat(simulate("run", "--rows", "5", "--kind", "hard", "--overwrite").exitCode()).isZero();
    assertThat(Folder.names(temp)).containsExactly("run");
  }

  @Test
  void aSupportThatDoesNotFitIsRefused() throws IOException {
    Path support = Files.writeString(temp.resolve("s.csv"), "other\n7\n");

    Outcome outcome =
        simulate(
            "run", "--rows", "5", "--model", model().toString(), "--support", support.toString());

    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains("PM2.5");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("s.csv", "m.json");
  }

  private Path model() throws IOException {
    return Files.writeString(
        temp.resolve("m.json"),
        """
        {"experts":[{"intercept":1,"coefficients":[2],"variance":0.25}],
         "gates":[{"intercept":0,"coefficients":[0]}],
         "sampleSize":400,"features":["PM2.5"],"response":"y"}
        """);
  }
}
