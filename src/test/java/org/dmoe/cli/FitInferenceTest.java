package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;

/** {@code fit --inference} and what {@code show} makes of it. */
class FitInferenceTest extends FitTrials {

  private static final ObjectMapper JSON = new ObjectMapper();

  private String run() {
    return temp.resolve("run").toString();
  }

  private Outcome show(String... more) {
    List<String> args = new ArrayList<>(List.of("show", run()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private void append(String column, java.util.function.Function<String[], String> value)
      throws IOException {
    for (int m = 0; m < 3; m++) {
      Path file = input.resolve("site" + m + ".csv");
      List<String> lines = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        String[] cells = line.split(",");
        lines.add(line + "," + (lines.isEmpty() ? column : value.apply(cells)));
      }
      Files.write(file, lines);
    }
  }

  @Test
  void aFitEndsWithEffectsAndCoefficients() throws IOException {
    Outcome outcome = fit("--inference").assertDone();

    assertThat(outcome.out())
        .contains(
            "Average effects on the mean of y over 50 supporting rows",
            "300 rows, 11 parameters, log-likelihood",
            "Coefficients, errors: robust (sandwich)",
            "gate 1 against 2: x1",
            "95 % from");
    assertThat(Path.of(run(), "inference/machines.csv")).exists();
    assertThat(Files.readString(Path.of(run(), "run.json")))
        .contains("\"inference\" : \"SANDWICH\"");
    JsonNode rows = JSON.readTree(show("--table", "coefficients", "--format", "json").out());
    JsonNode model = JSON.readTree(Files.readString(Path.of(run(), "model/model.json")));
    assertThat(rows).hasSize(11);
    JsonNode first = model.get("experts").get(0);
    assertThat(rows.get(0).get("estimate").asDouble())
        .isCloseTo(first.get("intercept").asDouble(), within(1e-9));
    assertThat(rows.get(0).get("column").asText()).isEqualTo("(intercept)");
    for (JsonNode row : rows) {
      double error = row.get("standard_error").asDouble();
      assertThat(error).isPositive();
      if (row.get("block").asText().equals("expert")) {
        assertThat(row.get("high").asDouble() - row.get("low").asDouble())
            .isCloseTo(2 * 1.959964 * error, within(1e-5 * error));
      }
    }
    assertThat(model.get("inference").get("covariance")).hasSize(66);
  }

  /** 2 (sum of the machines at their own models - all rows at the common one), by evaluate. */
  @Test
  void theLikelihoodRatioOfMachinesIsToldBesideTheScoreTest() throws IOException {
    Outcome outcome = fit("--refine", "auto", "--inference").assertDone();
    assertThat(outcome.out())
        .containsPattern(
            "one model for all 3 machines: score test [0-9.]+ on 22, p [0-9.]+; likelihood ratio");
    List<StoredModel> locals = new ArrayList<>();
    try (InputStream in = Files.newInputStream(Path.of(run(), "local/local-models.avro"))) {
      locals.addAll(ModelFiles.read(in, "locals"));
    }
    double ratio = -2 * logLikelihood(run(), input.toString());
    for (int m = 0; m < 3; m++) {
      Path own = temp.resolve("own" + m + ".json");
      try (OutputStream out = Files.newOutputStream(own)) {
        ModelFiles.writeJson(out, locals.get(m));
      }
      ratio += 2 * logLikelihood(own.toString(), input.resolve("site" + m + ".csv").toString());
    }
    List<String> lines = Files.readAllLines(Path.of(run(), "inference/heterogeneity.csv"));
    assertThat(lines).hasSize(3);
    String[] cells = lines.get(2).split(",", -1);
    assertThat(cells[0]).isEqualTo("likelihood ratio");
    assertThat(Double.parseDouble(cells[2])).isCloseTo(ratio, within(1e-6)).isPositive();
    assertThat(cells[3]).isEqualTo("22");
  }

  private static double logLikelihood(String model, String rows) throws IOException {
    Outcome scored =
        Outcome.of("evaluate", "--model", model, "--input", rows, "--format", "json").assertDone();
    JsonNode metrics = JSON.readTree(scored.out()).elements().next();
    return metrics.get("rows").asLong() * metrics.get("meanLogLikelihood").asDouble();
  }

  @Test
  void predictionsHaveTheIntervalOfTheirMean() throws IOException {
    fit("--inference").assertDone();
    Path rows = Files.createDirectories(temp.resolve("new"));
    Files.writeString(rows.resolve("a.csv"), "x1,x2,id\n0.5,-1,a\n");
    List<String> usual =
        List.of("predict", "--model", run(), "--input", rows.toString(), "--keep", "id");
    Outcome outcome =
        Outcome.of(usual, "--intervals", "confidence", "--output", temp.resolve("p95").toString());
    assertThat(outcome.assertDone().console()).contains("standard errors are robust (sandwich)");
    Outcome.of(
            usual,
            "--intervals",
            "confidence",
            "--level",
            "0.5",
            "--output",
            temp.resolve("p50").toString())
        .assertDone();
    List<String> header = RowReading.read(RowReading.files(temp.resolve("p95")).get(0)).get(0);
    assertThat(header)
        .containsExactly(
            "id",
            "mean",
            "variance",
            "mean_se",
            "mean_low",
            "mean_high",
            "q0.05",
            "q0.5",
            "q0.95",
            "pi_1",
            "pi_2",
            "expert");
    List<String> row = RowReading.rows(temp.resolve("p95")).get(0);
    double mean = Double.parseDouble(row.get(1));
    double error = Double.parseDouble(row.get(3));
    double high = Double.parseDouble(row.get(5));
    assertThat(error).isPositive();
    assertThat(mean - Double.parseDouble(row.get(4))).isCloseTo(high - mean, within(1e-9));
    assertThat(high - mean).isCloseTo(1.959964 * error, within(1e-5 * error));
    double half = Double.parseDouble(RowReading.rows(temp.resolve("p50")).get(0).get(5)) - mean;
    assertThat(half).isCloseTo(0.67449 * error, within(1e-4 * error));
  }

  @Test
  void aModelKeepsItsErrors() throws IOException {
    fit("--covariance", "model").assertDone();
    String avro = Path.of(run(), "model/model.avro").toString();
    String json = Path.of(run(), "model/model.json").toString();
    String ofRun = show("--format", "csv").assertDone().out();
    assertThat(ofRun)
        .startsWith("block,expert,against,column,level,reference,estimate,standard_error,")
        .contains("expert,1,,(intercept),", "deviation,2,,,", "gate,1,2,x2,");
    assertThat(ofRun.lines()).hasSize(12);
    assertThat(Outcome.of("show", avro, "--format", "csv").assertDone().out()).isEqualTo(ofRun);
    assertThat(Outcome.of("show", json, "--format", "csv").assertDone().out()).isEqualTo(ofRun);
    Outcome.of("show", avro, "--table", "effects")
        .assertRefused(3, "effects need the supporting sample; show the run directory");
    assertThat(show("--table", "effects", "--format", "csv").assertDone().out().lines())
        .hasSize(1 + 2 * 3);
    assertThat(show("--table", "tests").assertDone().out())
        .contains("x1: no effect in any expert", "x2: equal in all experts");
    assertThat(show().assertDone().out())
        .contains("model-based (inverse information)", "Wald tests", "Where the experts apply");
  }

  @Test
  void fewMachinesAreWarnedOf() {
    Outcome outcome = fit("--covariance", "machine").assertDone();
    assertThat(outcome.out())
        .contains(
            "warning: --covariance machine: 3 machines; from 12 on the errors can be trusted",
            "between machines, t with 2 degrees of freedom");
  }

  @Test
  void oneMachineHasNoSpread() throws IOException {
    assertRefused(
        fit("--covariance", "machine", "--input", input.resolve("site0.csv").toString()),
        3,
        "--covariance machine: there is one machine; at least two are needed");
    String out =
        fit("--inference", "--input", input.resolve("site0.csv").toString()).assertDone().out();
    assertThat(out).contains("Coefficients, errors: robust").doesNotContain("machines differ");
  }

  @Test
  void aClimbToTheEndImpliesIt() throws IOException {
    assertThat(fit("--refine", "auto").assertDone().out()).contains("Coefficients, errors: robust");
    byte[] first = Files.readAllBytes(Path.of(run(), "model/model.avro"));
    Outcome again = fit("--refine", "auto", "--resume", "--overwrite").assertDone();
    assertThat(again.console()).contains("inference: unchanged, not run again");
    assertThat(Files.readAllBytes(Path.of(run(), "model/model.avro"))).isEqualTo(first);
    fit("--resume", "--overwrite").assertDone();
    assertThat(Files.readString(Path.of(run(), "model/model.json"))).doesNotContain("covariance");
  }

  @Test
  void machinesThatDifferAreNamed() throws IOException {
    Path odd = input.resolve("site1.csv");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(odd)) {
      String[] cells = line.split(",");
      boolean header = lines.isEmpty();
      double more = header ? 0 : 2 * Double.parseDouble(cells[1]);
      lines.add(
          header ? line : cells[0] + "," + cells[1] + "," + (Double.parseDouble(cells[2]) + more));
    }
    Files.write(odd, lines);
    assertThat(fit("--inference").assertDone().out())
        .contains("machines differ from the common model", "site1 (");
    assertThat(Files.readString(Path.of(run(), "inference/machines.csv")))
        .startsWith("machine,rows,block,statistic,degrees_of_freedom,p_value\nsite0,100,,")
        .contains("\nsite1,100,expert 2,", "\nsite2,100,gate,");
  }

  @Test
  void whatTheRowsDoNotIdentifyIsNamed() throws IOException {
    append("twice", cells -> Double.toString(2 * Double.parseDouble(cells[1])));
    Outcome outcome = fit("--inference").assertDone();
    assertThat(outcome.out())
        .contains("warning: the rows do not identify 6 of 14 parameters")
        .containsPattern("expert 1: twice +[-.0-9e]+ +not identified")
        .containsPattern("gate 1 against 2: x2 +[-.0-9e]+ +not identified")
        .containsPattern("expert 1: x1 +[-.0-9e]+ +[.0-9e-]+ +[-.0-9]+ +(<.0001|0|1)");
  }

  @Test
  void aCategoryIsTestedAsOneAndItsReferenceIsNamed() throws IOException {
    append("colour", cells -> List.of("red", "blue", "green").get(cells[1].charAt(3) % 3));
    fit("--categorical", "colour", "--inference", "--experts", "1").assertDone();
    String shown = show().assertDone().out();
    assertThat(shown).containsPattern("colour=\\w+ \\(against \\w+\\)");
    JsonNode tests = JSON.readTree(show("--table", "tests", "--format", "json").out());
    assertThat(tests).hasSize(3);
    assertThat(tests.get(2).get("degrees_of_freedom").asInt()).isEqualTo(2);
  }

  @Test
  void withoutAPassErrorsAreThoseOfOneRoundIfRowsAreEnough() throws IOException {
    fit().assertDone();
    assertThat(show().assertDone().out())
        .contains(
            "no standard errors: 11 parameters need at least 110 rows a machine, here are 100");
    show("--format", "csv").assertRefused(3, "give fit --inference");
    Rows.directory(input, 150);
    fit("--overwrite").assertDone();
    assertThat(show().assertDone().out())
        .contains("one-round (simulated information), approximate: few rows a machine")
        .contains("Average effects");
    Rows.directory(input, 230);
    fit("--overwrite").assertDone();
    String good = show().assertDone().out();
    assertThat(good).contains("one-round (simulated information)\n").doesNotContain("approximate");
    assertThat(show().out()).isEqualTo(good);
  }

  @Test
  void wrongLevelsAndReferencesAreRefused() throws IOException {
    assertRefused(fit("--inference", "--level", "95"), 2, "--level 95: give 0.95");
    assertRefused(
        fit("--inference", "--gate-reference", "3"),
        2,
        "--gate-reference 3: the experts are 1 to 2");
    assertRefused(fit("--covariance", "bayes"), 2, "--covariance");
    fit("--inference").assertDone();
    show("--level", "95").assertRefused(2, "--level 95: give 0.95");
    show("--gate-reference", "0").assertRefused(2, "--gate-reference 0: the experts are 1 to 2");
    assertThat(show("--level", "0.9", "--gate-reference", "1").assertDone().out())
        .contains("90 % from", "gate 2 against 1: x1");
  }
}
