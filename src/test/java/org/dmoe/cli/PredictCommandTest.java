package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Predictions through the command line and the local runner. */
class PredictCommandTest {

  /** Standard normal quantile of .95, from R 4.2: qnorm(.95). */
  private static final double Z95 = 1.6448536269514722;

  @TempDir Path temp;

  private Path rows;

  /** Two experts, y = x1 and y = -x2, with a gate that is sure where x1 is far from 0. */
  @BeforeEach
  void modelAndRows() throws IOException {
    Files.writeString(
        temp.resolve("m.json"),
        """
        {"experts":[{"intercept":0,"coefficients":[1,0],"variance":4},
                    {"intercept":0,"coefficients":[0,-1],"variance":1}],
         "gates":[{"intercept":0,"coefficients":[1,0]},{"intercept":0,"coefficients":[0,0]}],
         "sampleSize":400,"features":["x1","x2"],"response":"y"}
        """);
    rows = Files.createDirectories(temp.resolve("rows"));
    Files.writeString(rows.resolve("a.csv"), "id,x2,x1\n\"a, 1\",5,100\nb,7,-100\n");
    Files.writeString(rows.resolve("b.csv"), "x1,x2,id,y\n0,0,c,3\n");
  }

  private Outcome predict(String... more) {
    List<String> usual =
        List.of(
            "predict",
            "--input",
            rows.toString(),
            "--output",
            temp.resolve("out").toString(),
            "--model",
            temp.resolve("m.json").toString());
    return Outcome.of(usual, more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "avro", "parquet"})
  void columnsAreMatchedByNameAndKeysPassedOn(String format) throws IOException {
    Outcome outcome = predict("--keep", "id", "--quantiles", "0.95", "--format", format);

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("rows: 3", "unreadable rows skipped: 0");
    assertThat(RowReading.read(RowReading.files(temp.resolve("out")).get(0)).get(0))
        .containsExactly("id", "mean", "variance", "q0.95", "pi_1", "pi_2", "expert");
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertRow(predictions.get(0), "a, 1", 100, 4, 100 + 2 * Z95, 1, 1);
    assertRow(predictions.get(1), "b", -7, 1, -7 + Z95, 0, 2);
    assertThat(predictions.get(2).get(0)).isEqualTo("c");
    assertThat(number(predictions.get(2), 1)).isZero();
    assertThat(number(predictions.get(2), 2)).isEqualTo(2.5);
    assertThat(number(predictions.get(2), 4)).isEqualTo(0.5);
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "m.json", "out");
  }

  private static void assertRow(
      List<String> row,
      String id,
      double mean,
      double variance,
      double q95,
      double pi1,
      int label) {
    assertThat(row.get(0)).isEqualTo(id);
    assertThat(number(row, 1)).isCloseTo(mean, within(1e-9));
    assertThat(number(row, 2)).isCloseTo(variance, within(1e-9));
    assertThat(number(row, 3)).isCloseTo(q95, within(1e-9));
    assertThat(number(row, 4)).isCloseTo(pi1, within(1e-12));
    assertThat(row.get(6)).isEqualTo(Integer.toString(label));
  }

  private static double number(List<String> row, int column) {
    return Double.parseDouble(row.get(column));
  }

  @Test
  void threeQuantilesUnlessOthersAreAskedFor() throws IOException {
    predict();

    assertThat(RowReading.read(RowReading.files(temp.resolve("out")).get(0)).get(0))
        .contains("q0.05", "q0.5", "q0.95")
        .doesNotContain("id");
  }

  @Test
  void badAndMissingRowsAreCounted() throws IOException {
    Files.writeString(rows.resolve("c.csv"), "id,x1,x2\nd,abc,1\ne,NA,1\nf,1,1\n");

    Outcome outcome = predict("--max-bad-rows", "1", "--missing", "skip", "--keep", "id");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out())
        .contains("rows: 4, unreadable rows skipped: 1, rows with missing values skipped: 1");
    List<List<String>> predictions = RowReading.rows(temp.resolve("out"));
    assertThat(predictions.stream().map(row -> row.get(0)))
        .containsExactlyInAnyOrder("a, 1", "b", "c", "f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--quantiles 0.5,1 | 2 | --quantiles 1.0",
        "--quantiles 0,0.5 | 2 | --quantiles 0.0",
        "--quantiles NaN | 2 | --quantiles NaN",
        "--quantiles half | 2 | half",
        "--quantiles 0.5,.5 | 2 | twice",
        "--format xls | 2 | xls",
        "--keep nothing | 2 | nothing",
        "--keep y | 2 | a.csv",
        "--keep id,id | 2 | --keep",
        "--features x1 | 2 | --features: 1 given",
        "--features x1,z | 2 | 'z'",
        "--intervals prediction | 2 | CONFIDENCE",
        "--level 0.9 | 2 | --intervals",
        "--intervals confidence --level 95 | 2 | give 0.95",
        "--intervals confidence | 3 | fit --inference",
        "--model nowhere | 3 | nowhere"
      })
  void badOptionsGetOneLine(String options, int exitCode, String word) throws IOException {
    assertRefused(predict(options.strip().split(" ")), exitCode, word);
  }

  @Test
  void aColumnOfTheModelThatIsNotThere() throws IOException {
    Files.writeString(rows.resolve("b.csv"), "x1,id\n0,c\n");

    assertRefused(predict(), 3, "b.csv", "x2");
  }

  @Test
  void aBadRowIsNamed() throws IOException {
    Files.writeString(rows.resolve("b.csv"), "x1,x2\n0,c\n");

    assertRefused(predict(), 3, "b.csv:2", "x2");
  }

  @Test
  void aKeptColumnMustNotHaveTheNameOfAnother() throws IOException {
    Files.writeString(rows.resolve("a.csv"), "x1,x2,mean\n0,1,2\n");
    Files.delete(rows.resolve("b.csv"));

    assertRefused(predict("--keep", "mean"), 2, "--keep", "mean");
  }

  @Test
  void anExistingOutputIsNotTouched() throws IOException {
    Files.writeString(Files.createDirectories(temp.resolve("out")).resolve("mine"), "mine");

    Outcome outcome = predict();

    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(Folder.names(temp.resolve("out"))).containsExactly("mine");
    assertThat(predict("--overwrite").exitCode()).isZero();
    assertThat(temp.resolve("out/mine")).doesNotExist();
  }

  private void assertRefused(Outcome outcome, int exitCode, String... words) throws IOException {
    outcome.assertRefused(exitCode, words);
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "m.json");
  }
}
