package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models scored on rows and compared with a reference. */
class EvaluateCommandTest {

  private static final String MODEL =
      """
      {"experts":[{"intercept":%s,"coefficients":[2.0,-1.0],"variance":0.25},
                  {"intercept":-3.0,"coefficients":[-1.0,2.0],"variance":0.25}],
       "gates":[{"intercept":0.0,"coefficients":[8.0,0.0]},
                {"intercept":0.0,"coefficients":[0.0,0.0]}],
       "sampleSize":400,"features":["%s","x2"],"response":"y"}
      """;

  @TempDir Path temp;

  private Path rows;

  @BeforeEach
  void files() throws IOException {
    rows = Rows.write(temp.resolve("rows/a.csv"), 200, 1);
    model("truth", "3.0", "x1");
    model("near", "3.1", "x1");
  }

  private Path model(String name, String intercept, String feature) throws IOException {
    return Files.writeString(temp.resolve(name + ".json"), MODEL.formatted(intercept, feature));
  }

  private Outcome evaluate(String... more) {
    List<String> args = new ArrayList<>(List.of("evaluate", "--input", rows.toString()));
    args.addAll(List.of("--model", temp.resolve("near.json").toString()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private String path(String name) {
    return temp.resolve(name).toString();
  }

  private JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  @Test
  void modelsAreComparedWithAReference() throws IOException {
    Outcome text = evaluate(path("truth.json"), "--reference", path("truth.json"));
    JsonNode models =
        json(evaluate(path("truth.json"), "--reference", path("truth.json"), "--format", "json"));

    assertThat(text.out()).contains("from the reference", "MSE coefficients", "MSE gate");
    JsonNode itself = models.get(path("truth.json")).get("reference");
    assertThat(itself.get("transportCost").asDouble()).isLessThan(1e-12);
    assertThat(itself.get("parameters").get("coefficients").asDouble()).isZero();
    JsonNode near = models.get(path("near.json")).get("reference");
    assertThat(near.get("transportCost").asDouble()).isBetween(0.005, 0.015);
    assertThat(near.get("parameters").get("coefficients").asDouble()).isBetween(0.0016, 0.0017);
  }

  @Test
  void theOutputHasTheNumbersAndThePictures() throws IOException {
    String out = path("out");
    evaluate(path("truth.json"), "--output", out).assertDone();

    JsonNode written =
        new ObjectMapper().readTree(Files.readString(Path.of(out, "evaluation.json")));
    assertThat(written.get("rows").asLong()).isEqualTo(200);
    JsonNode truth = written.get("models").get(path("truth.json"));
    assertThat(truth.get("diagnostics").get("pit")).hasSize(20);
    assertThat(truth.get("diagnostics").get("rootograms")).hasSize(2);
    assertThat(truth.get("diagnostics").get("machines")).hasSize(1);
    assertThat(Path.of(out, "report.html"))
        .content()
        .contains(
            "<h3>Models on the test rows</h3>",
            "<h3>Probability integral transform</h3>",
            "<h3>Observed against predicted</h3>",
            "<h3>Residuals by machine</h3>",
            "<h3>Responsibilities of expert 2</h3>");
    assertThat(Folder.names(Path.of(out))).contains("_SUCCESS").doesNotContain("_evaluation");
    JsonNode printed = json(evaluate("--format", "json", "--output", out, "--overwrite"));
    assertThat(printed.get(path("near.json")).has("diagnostics")).isFalse();
    evaluate("--output", out).assertRefused(ExitCode.WRONG_USAGE, "out", "--overwrite");
    evaluate("--overwrite").assertRefused(ExitCode.WRONG_USAGE, "--overwrite: needs --output");
  }

  @Test
  void theSupportOfTheCostsCanBeGiven() throws IOException {
    Path support = Files.writeString(temp.resolve("support.csv"), "x2,x1\n0,9\n1,9\n0,8\n");

    JsonNode models =
        json(
            evaluate(
                "--reference",
                path("truth.json"),
                "--support",
                support.toString(),
                "--format",
                "json"));

    double cost = models.get(path("near.json")).get("reference").get("transportCost").asDouble();
    assertThat(cost).isBetween(0.0199, 0.0201);
  }

  @Test
  void aReferenceThatDoesNotFitIsNamed() throws IOException {
    Path other = model("other", "3", "z");
    evaluate("--reference", other.toString()).assertRefused(3, "--reference", "z, x2", "x1, x2");
    evaluate("--reference", path("none.json")).assertRefused(3, "none.json");
    evaluate("--support", path("truth.json")).assertRefused(2, "--support", "--reference");
    Path support = Files.writeString(temp.resolve("support.csv"), "x1\n0\n");
    evaluate("--reference", path("truth.json"), "--support", support.toString())
        .assertRefused(3, "x2");
  }

  @Test
  void skippedRowsAreCounted() throws IOException {
    Files.writeString(rows, Files.readString(rows) + "1,2,oops\n1,,3\n");

    Outcome outcome = evaluate("--max-bad-rows", "1", "--missing", "skip");

    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
    assertThat(outcome.out())
        .contains("rows: 200, unreadable rows skipped: 1, rows with missing values skipped: 1");
  }

  @Test
  void weightsThatAreAllZeroAreRefused() throws IOException {
    Files.writeString(rows, "x1,x2,y,w\n1,2,3,0\n2,3,4,0\n");
    evaluate("--weight", "w").assertRefused(3, "--weight", "0");
  }
}
