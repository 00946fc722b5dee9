package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline through the command line and the local runner. */
class FitCommandTest extends FitRuns {

  FitCommandTest() {
    super(600, 300, "2");
  }

  @Test
  void leavesWholeRunDirectoryAndPrintsSummary() throws IOException {
    Path test = Rows.write(temp.resolve("test/new.csv"), 500, 7);

    Outcome outcome = fit(output, "--test", test.toString());

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    for (String file :
        List.of(
            "_SUCCESS",
            "run.json",
            "report.html",
            "metrics.json",
            "support/support.csv",
            "local/local-models.avro",
            "model/model.avro",
            "model/model.json",
            "trace/objective.csv")) {
      assertThat(output.resolve(file)).exists();
    }
    assertThat(outcome.out())
        .contains("training rows: 1800", "3 used, 0 rejected", "reduction", "middle", "best local");
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "run", "test");
  }

  @Test
  void runJsonSaysWhatWasAskedForAndNullWhereTheRowsChoose() throws IOException {
    Path given = temp.resolve("given");

    fit(output, "--compare");
    fit(given, "--gate-ridge", "0.5");

    assertThat(output.resolve("run.json")).content().doesNotContain("NaN");
    assertThat(output.resolve("metrics.json")).content().doesNotContain("NaN");
    JsonNode options = json(output).get("options");
    assertThat(options.at("/fit/gateRidge").isNull()).isTrue();
    assertThat(options.at("/fit/starts").asInt()).isEqualTo(8);
    assertThat(options.at("/reduction/plan").asText()).isEqualTo("COMPONENT");
    assertThat(options.at("/steps/compare").asBoolean()).isTrue();
    assertThat(json(given).at("/options/fit/gateRidge").asDouble()).isEqualTo(0.5);
  }

  @Test
  void aRidgeMustBeANumber() {
    fit(output, "--gate-ridge", "NaN")
        .assertRefused(2, "--gate-ridge NaN: must be a finite number that is not negative");
  }

  private static JsonNode json(Path run) throws IOException {
    return new ObjectMapper().readTree(run.resolve("run.json").toFile());
  }

  @Test
  void findsTheTwoLines() throws IOException {
    fit(output);

    JsonNode model = new ObjectMapper().readTree(output.resolve("model/model.json").toFile());

    JsonNode low = model.get("experts").get(0);
    JsonNode high = model.get("experts").get(1);
    assertThat(low.get("intercept").asDouble()).isBetween(-3.2, -2.8);
    assertThat(low.get("coefficients").get("x2").asDouble()).isBetween(1.9, 2.1);
    assertThat(high.get("intercept").asDouble()).isBetween(2.8, 3.2);
    assertThat(high.get("coefficients").get("x1").asDouble()).isBetween(1.9, 2.1);
    assertThat(model.get("sampleSize").asDouble()).isEqualTo(1800);
    assertThat(model.get("features").get(1).asText()).isEqualTo("x2");
    assertThat(model.get("response").asText()).isEqualTo("y");
  }

  @Test
  void showTellsHowLocalFitsWent() {
    fit(output, "--start", "own");

    Outcome shown = Outcome.of("show", output.resolve("local/local-models.avro").toString());

    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .containsPattern("site0: CONVERGED, 600 rows\\nlog-likelihood -\\d+\\.\\d+ \\(-\\d\\.")
        .containsPattern("converged after \\d+ iterations, a step promises \\d")
        .containsPattern("\\n\\d+ starts: 2 followed, \\d+ left after the race");
  }

  @Test
  void sameBytesForAnyNumberOfThreads() throws IOException {
    Path again = temp.resolve("again");

    fit(output, "-D", "mapreduce.local.map.tasks.maximum=1");
    fit(again, "-Dmapreduce.local.map.tasks.maximum=2", "--threads", "3");

    assertThat(again.resolve("model/model.avro"))
        .hasSameBinaryContentAs(output.resolve("model/model.avro"));
  }

  @Test
  void dominanceTestLeavesGoodFitsAsTheyAre() throws IOException {
    Path tested = temp.resolve("tested");

    fit(output);
    Outcome outcome = fit(tested, "--dominance");

    outcome.assertDone();
    assertThat(outcome.out()).contains("dominance test: 0 of 3 local fits beaten");
    assertThat(tested.resolve("model/model.avro"))
        .hasSameBinaryContentAs(output.resolve("model/model.avro"));
    JsonNode run = new ObjectMapper().readTree(tested.resolve("run.json").toFile());
    assertThat(run.get("dominated").isEmpty()).isTrue();
  }

  @Test
  void comparesAllAggregationsAndTheCentralisedFit() throws IOException {
    Path test = Rows.write(temp.resolve("test/new.csv"), 500, 7);

    Outcome outcome =
        fit(output, "--plan", "both", "--compare", "--with-global", "--test", test.toString());

    outcome.assertDone();
    for (String line :
        List.of(
            "R_c",
            "T_c",
            "reduction, POINTWISE",
            "weighted-average",
            "middle",
            "aligned-average",
            "greedy",
            "global",
            "best local")) {
      assertThat(outcome.out()).contains(line);
    }
    JsonNode table = new ObjectMapper().readTree(output.resolve("metrics.json").toFile());
    double reduction = table.at("/reduction/test/meanLogLikelihood").asDouble();
    double global = table.at("/global/test/meanLogLikelihood").asDouble();
    assertThat(reduction).isBetween(global - 0.02, global + 0.02);
    assertThat(table.at("/reduction/transportCost").asDouble())
        .isGreaterThanOrEqualTo(table.at("/reduction/relaxedCost").asDouble() - 1e-9);
    assertThat(output.resolve("model/other-plan.avro")).exists();
    assertThat(output.resolve("model/global.avro")).exists();
  }

  @Test
  void anotherAggregatorMakesTheGlobalModel() {
    Outcome outcome = fit(output, "--aggregator", "middle");

    outcome.assertDone();
    Outcome shown = Outcome.of("show", output.toString());
    assertThat(shown.out()).startsWith("middle: ");
  }

  @Test
  void oneExpertIsOneLinearRegression() throws IOException {
    Outcome outcome = fit(output, "--experts", "1");

    outcome.assertDone();
    JsonNode model = new ObjectMapper().readTree(output.resolve("model/model.json").toFile());
    assertThat(model.get("experts")).hasSize(1);
  }

  @Test
  void splitsOfOneFileAreMachinesToo() throws IOException {
    Outcome outcome =
        Outcome.of(
            "fit",
            "-D",
            "mapreduce.input.fileinputformat.split.maxsize=8000",
            "--input",
            input.resolve("site0.csv").toString(),
            "--output",
            output.toString(),
            "--response",
            "y",
            "--experts",
            "2");

    outcome.assertDone();
    assertThat(outcome.out()).contains("training rows: 600").containsPattern("[23] used");
  }

  @Test
  void overwriteReplacesAnOldRun() throws IOException {
    Files.createDirectories(output);
    Files.writeString(output.resolve("old"), "old");

    Outcome outcome = fit(output, "--overwrite");

    outcome.assertDone();
    assertThat(output.resolve("old")).doesNotExist();
    assertThat(output.resolve("_SUCCESS")).exists();
    assertThat(Folder.names(temp)).containsExactlyInAnyOrder("rows", "run");
  }

  @Test
  void takesAGivenSupportMatchedByName() throws IOException {
    Path support = temp.resolve("support.csv");
    StringBuilder csv = new StringBuilder("x2,x1\n");
    for (int s = 0; s < 50; s++) {
      csv.append(s % 7 - 3).append(',').append((s % 11 - 5) / 2.0).append('\n');
    }
    Files.writeString(support, csv);

    Outcome outcome = fit(output, "--support", support.toString());

    outcome.assertDone();
    assertThat(Files.readAllLines(output.resolve("support/support.csv")).get(0)).isEqualTo("x1,x2");
  }
}
