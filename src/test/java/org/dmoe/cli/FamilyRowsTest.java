package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of each family that are drawn, predicted and scored under the model they come from. */
class FamilyRowsTest {

  private static final int ROWS = 4000;

  @TempDir Path temp;

  private Path truth;

  private void simulate(String kind) {
    truth = temp.resolve(kind);
    Outcome.of(
            "simulate",
            "--kind",
            kind,
            "--rows",
            Integer.toString(ROWS),
            "--dimension",
            "4",
            "--output",
            truth.toString(),
            "--with-label")
        .assertDone();
  }

  private JsonNode evaluated() throws IOException {
    Outcome outcome =
        Outcome.of(
                "evaluate",
                "--model",
                truth.toString(),
                "--input",
                truth.resolve("rows").toString(),
                "--label",
                "label",
                "--format",
                "json")
            .assertDone();
    return new ObjectMapper().readTree(outcome.out()).elements().next();
  }

  /** The columns of the predictions, with those kept. */
  private Table predicted(String... keep) throws IOException {
    Path out = temp.resolve("predicted");
    Outcome.of(
            "predict",
            "--model",
            truth.toString(),
            "--input",
            truth.resolve("rows").toString(),
            "--keep",
            String.join(",", keep),
            "--quantiles",
            "0.1,0.9",
            "--output",
            out.toString())
        .assertDone();
    return Table.of(out);
  }

  /** Rows of a directory's files. */
  private record Table(List<String> header, List<List<String>> rows) {

    static Table of(Path directory) throws IOException {
      List<List<String>> all = new ArrayList<>();
      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
          List<List<String>> part = RowReading.read(file);
          all.addAll(all.isEmpty() ? part : part.subList(1, part.size()));
        }
      }
      return new Table(all.get(0), all.subList(1, all.size()));
    }

    String text(int i, String column) {
      return rows.get(i).get(header.indexOf(column));
    }

    double number(int i, String column) {
      return Double.parseDouble(text(i, column));
    }
  }

  @Test
  void classes() throws IOException {
    simulate("categorical");
    Table table = predicted("y");
    assertThat(table.header())
        .containsExactly("y", "class", "p_a", "p_b", "p_c", "pi_1", "pi_2", "pi_3", "expert");
    double loss = 0;
    double brier = 0;
    double wrong = 0;
    double[] excess = new double[3];
    double[] variance = new double[3];
    for (int i = 0; i < ROWS; i++) {
      int best = 0;
      for (int c = 0; c < 3; c++) {
        String name = "abc".substring(c, c + 1);
        double p = table.number(i, "p_" + name);
        boolean seen = table.text(i, "y").equals(name);
        best = p > table.number(i, "p_" + "abc".charAt(best)) ? c : best;
        loss -= seen ? Math.log(p) : 0;
        brier += Math.pow((seen ? 1 : 0) - p, 2);
        excess[c] += (seen ? 1 : 0) - p;
        variance[c] += p * (1 - p);
      }
      assertThat(table.text(i, "class")).isEqualTo("abc".substring(best, best + 1));
      wrong += table.text(i, "class").equals(table.text(i, "y")) ? 0 : 1;
    }
    for (int c = 0; c < 3; c++) {
      assertThat(Math.abs(excess[c])).isLessThan(4 * Math.sqrt(variance[c]));
    }
    JsonNode metrics = evaluated();
    assertThat(metrics.path("meanLogLikelihood").asDouble()).isEqualTo(-loss / ROWS, within(1e-9));
    JsonNode classes = metrics.path("classes");
    assertThat(classes.path("classes").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(classes.path("logLoss").asDouble()).isEqualTo(loss / ROWS, within(1e-9));
    assertThat(classes.path("brier").asDouble()).isEqualTo(brier / ROWS, within(1e-9));
    assertThat(classes.path("errorRate").asDouble()).isEqualTo(wrong / ROWS, within(1e-12));
  }

  @Test
  void successes() throws IOException {
    simulate("binomial");
    Table table = predicted("y", "trials");
    assertThat(table.header())
        .containsExactly(
            "y",
            "trials",
            "mean",
            "variance",
            "q0.1",
            "q0.9",
            "p_zero",
            "pi_1",
            "pi_2",
            "pi_3",
            "expert");
    double excess = 0;
    double variance = 0;
    double trials = 0;
    double brier = 0;
    for (int i = 0; i < ROWS; i++) {
      double y = table.number(i, "y");
      double m = table.number(i, "trials");
      double p = table.number(i, "mean") / m;
      assertThat(y).isBetween(0.0, m);
      assertThat(table.number(i, "q0.1")).isLessThanOrEqualTo(table.number(i, "q0.9"));
      excess += y - m * p;
      variance += table.number(i, "variance");
      trials += m;
      brier += 2 * (y * (1 - p) * (1 - p) + (m - y) * p * p);
    }
    assertThat(Math.abs(excess)).isLessThan(4 * Math.sqrt(variance));
    JsonNode classes = evaluated().path("classes");
    assertThat(classes.path("classes").toString()).isEqualTo("[\"failure\",\"success\"]");
    assertThat(classes.path("brier").asDouble()).isEqualTo(brier / trials, within(1e-9));
  }

  @Test
  void counts() throws IOException {
    simulate("poisson");
    Table table = predicted("y");
    double excess = 0;
    double variance = 0;
    double deviance = 0;
    double none = 0;
    double zeros = 0;
    int inside = 0;
    for (int i = 0; i < ROWS; i++) {
      double y = table.number(i, "y");
      double mean = table.number(i, "mean");
      excess += y - mean;
      variance += table.number(i, "variance");
      deviance += 2 * ((y == 0 ? 0 : y * Math.log(y / mean)) - (y - mean));
      none += table.number(i, "p_zero");
      zeros += y == 0 ? 1 : 0;
      inside += y >= table.number(i, "q0.1") && y <= table.number(i, "q0.9") ? 1 : 0;
    }
    assertThat(Math.abs(excess)).isLessThan(4 * Math.sqrt(variance));
    assertThat(zeros).isEqualTo(none, within(4 * Math.sqrt(none)));
    assertThat(inside / (double) ROWS).isGreaterThan(0.8);
    JsonNode counts = evaluated().path("counts");
    assertThat(counts.path("deviance").asDouble()).isEqualTo(deviance / ROWS, within(1e-9));
    assertThat(counts.path("zeroExpected").asDouble()).isEqualTo(none / ROWS, within(1e-9));
    assertThat(counts.path("zeroShare").asDouble()).isEqualTo(zeros / ROWS, within(1e-12));
  }

  @Test
  void theTablesNameClassesAndCounts() throws IOException {
    simulate("categorical");
    String rows = truth.resolve("rows").toString();
    String text =
        Outcome.of("evaluate", "--model", truth.toString(), "--input", rows).assertDone().out();
    assertThat(text).contains("error rate", "Brier", "AUC", "rows of", "as a", "b predicted");
    simulate("poisson");
    rows = truth.resolve("rows").toString();
    text = Outcome.of("evaluate", "--model", truth.toString(), "--input", rows).assertDone().out();
    assertThat(text).contains("deviance", "P(y=0)", ": count", "15 or more");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "categorical;family categorical of the classes a, b, c;b against c;Classes seen and predicted",
        "binomial;family binomial within trials;intercept;Calibration of the probabilities",
        "poisson;family poisson;intercept;Rootogram"
      })
  void theModelAndItsReportAreShown(String kind, String family, String more, String figure)
      throws IOException {
    simulate(kind);
    String shown = Outcome.of("show", truth.toString()).assertDone().out();
    assertThat(shown).contains(family, more, "expert 3").doesNotContain("standard deviation");
    Path out = temp.resolve("evaluation");
    Outcome.of(
            "evaluate",
            "--model",
            truth.toString(),
            "--input",
            truth.resolve("rows").toString(),
            "--output",
            out.toString())
        .assertDone();
    assertThat(Files.readString(out.resolve("report.html"))).contains(figure);
    assertThat(Files.readString(out.resolve("evaluation.json"))).doesNotContain("diagnostics");
  }

  @Test
  void expertsAreHeldAgainstLabels() {
    simulate("categorical");
    String text =
        Outcome.of(
                "evaluate",
                "--model",
                truth.toString(),
                "--input",
                truth.resolve("rows").toString(),
                "--label",
                "label")
            .assertDone()
            .out();
    assertThat(text).contains("experts against labels");
  }

  @Test
  void intervalsNeedErrors() {
    simulate("poisson");
    Outcome.of(
            "predict",
            "--model",
            truth.toString(),
            "--input",
            truth.resolve("rows").toString(),
            "--output",
            temp.resolve("p").toString(),
            "--intervals",
            "confidence")
        .assertRefused(3, "--intervals confidence: no standard errors are kept in");
  }
}
