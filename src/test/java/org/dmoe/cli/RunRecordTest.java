package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What run.json says of fit, aggregate and refine, and what a fit prints of its model. */
class RunRecordTest {

  @TempDir Path temp;

  private String table;
  private Outcome fitted;

  @BeforeEach
  void fit() throws IOException {
    String rows = Rows.directory(temp.resolve("my rows"), 100).toString();
    table = rows;
    fitted = fit("run");
  }

  private Outcome fit(String output, String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--input",
            table,
            "--response",
            "y",
            "--experts",
            "2",
            "--partition",
            "file",
            "--output",
            temp.resolve(output).toString(),
            "-D",
            "fs.s3a.secret.key=hush");
    return Outcome.of(usual, more).assertDone();
  }

  private JsonNode record(String run) throws IOException {
    return new ObjectMapper().readTree(temp.resolve(run).resolve("run.json").toFile());
  }

  private void assertInvocation(JsonNode run, String command) {
    assertThat(run.get("command").asText()).startsWith("dmoe " + command + " ");
    Instant started = Instant.parse(run.get("started").asText());
    assertThat(Instant.parse(run.get("ended").asText())).isAfterOrEqualTo(started);
    assertThat(started).isBetween(Instant.now().minusSeconds(600), Instant.now());
    assertThat(run.get("host").asText()).isNotBlank();
  }

  @Test
  void ofAFit() throws IOException {
    JsonNode run = record("run");
    assertInvocation(run, "fit");
    assertThat(run.get("command").asText())
        .contains("--input '" + table + "' --response y")
        .contains("fs.s3a.secret.key=<redacted>")
        .doesNotContain("hush");
  }

  private double evaluated(String model) throws IOException {
    String path = temp.resolve(model).toString();
    Outcome scores =
        Outcome.of("evaluate", "--format", "json", "--model", path, "--input", table).assertDone();
    JsonNode mean = new ObjectMapper().readTree(scores.out()).findValue("meanLogLikelihood");
    return 300 * mean.asDouble();
  }

  /** By another way: the passes that climb, and the errors, sum the likelihood themselves. */
  @Test
  void theTrainingLogLikelihoodIsThatOfEvaluate() throws IOException {
    JsonNode training = record("run").get("training");
    double logLikelihood = training.get("logLikelihood").asDouble();
    assertThat(logLikelihood).isCloseTo(evaluated("run"), within(1e-6));
    assertThat(training.get("parameters").asInt()).isEqualTo(11);
    assertThat(training.get("bic").asDouble())
        .isCloseTo(-2 * logLikelihood + 11 * Math.log(300), within(1e-9));
    fit("inferred", "--inference");
    fit("refined", "--refine", "1");
    assertThat(record("inferred").get("training").get("logLikelihood").asDouble())
        .isGreaterThan(logLikelihood - 1e-6);
    assertThat(record("refined").get("training").get("logLikelihood").asDouble())
        .isCloseTo(
            record("inferred").get("training").get("logLikelihood").asDouble(), within(1e-6));
  }

  @Test
  void theSummarySaysWhereExpertsApply() {
    assertThat(fitted.out())
        .contains("300 rows, 11 parameters, log-likelihood ", ", BIC ")
        .containsPattern("1 +0\\.[45]\\d+ +0\\.[45]\\d+ +x1 low \\(-0\\.\\d+, ")
        .containsPattern("2 +0\\.[45]\\d+ +0\\.[45]\\d+ +x1 high")
        .contains("local models: 3 used, 0 rejected", "report: ");
  }

  @Test
  void ofOneMachineThereIsNoTableOfZeros() {
    Outcome one =
        fit("one", "--partition", "split", "--input", Path.of(table, "site0.csv").toString());
    assertThat(one.out())
        .contains("local models: 1 used, 0 rejected; the global model is that of the only machine")
        .doesNotContain("cost to global", "objective");
  }

  @Test
  void ofManyMachinesTheWorstTenAreShown() {
    String out = fit("many", "--partition", "random:14").out();
    assertThat(out).contains("14 used, 0 rejected; the worst:", "... and 4 more, of smaller cost");
    assertThat(out.lines().filter(line -> line.startsWith("part-")).toList()).hasSize(10);
  }

  @Test
  void aWarningSaysWhatItMeans() {
    assertThat(fit("many", "--partition", "random:14").out())
        .contains("rows are few for 11 parameters")
        .containsOnlyOnce("that is: few rows for so many parameters");
  }

  @Test
  void ofAnAggregation() throws IOException {
    String run = temp.resolve("run").toString();
    String all = temp.resolve("all").toString();
    Outcome.of("aggregate", run, "--support", run, "--experts", "2", "--output", all).assertDone();
    assertInvocation(record("all"), "aggregate");
    assertThat(record("all").get("localModels")).hasSize(3);
    assertThat(Files.readString(temp.resolve("all/report.html")))
        .contains("learnt from 300 rows on 3 machines", "Command line");
    Outcome.of("report", all).assertDone();
  }

  @Test
  void ofARefinement() throws IOException {
    String run = temp.resolve("run").toString();
    String next = temp.resolve("next").toString();
    Outcome.of("refine", "--model", run, "--input", table, "--output", next).assertDone();
    assertInvocation(record("next"), "refine");
    assertThat(record("next").get("training").get("logLikelihood").asDouble())
        .isCloseTo(evaluated("next"), within(1e-6));
    assertThat(Folder.names(temp.resolve("next")))
        .contains("model", "support", "local", "run.json", "report.html");
    Outcome.of("refine", "--model", run, "--input", table, "--output", next)
        .assertRefused(2, "exists");
  }

  @Test
  void aReportNeedsNoSupportingSample() throws IOException {
    String model = temp.resolve("run/model/model.json").toString();
    String next = temp.resolve("next").toString();
    Outcome.of("refine", "--model", model, "--input", table, "--passes", "1", "--output", next)
        .assertDone();
    assertThat(Files.readString(temp.resolve("next/report.html"))).contains("Experts: slopes");
  }
}
