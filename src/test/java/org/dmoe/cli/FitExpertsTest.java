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
import org.junit.jupiter.api.Test;

/** The choice among several numbers of experts, of rows that two experts have made. */
class FitExpertsTest extends FitRuns {

  FitExpertsTest() {
    super(300, 200, "1..3");
  }

  private static JsonNode experts(Path to) throws IOException {
    return new ObjectMapper().readTree(to.resolve("run.json").toFile()).get("experts");
  }

  @Test
  void theBestIsTheModelOfAFitWithThatNumberAlone() throws IOException {
    Outcome outcome = fit(output);

    outcome.assertDone();
    assertThat(outcome.out())
        .containsPattern("experts +parameters +log-likelihood +BIC +AIC +ICL +smallest share")
        .containsPattern("2 \\* +11 ")
        .contains("* the smallest BIC");
    Path alone = temp.resolve("alone");
    fit(alone, "--experts", "2").assertDone();
    for (String file : List.of("model/model.avro", "model/transport.avro", "pilot/pilot.avro")) {
      assertThat(output.resolve(file)).hasSameBinaryContentAs(alone.resolve(file));
    }
    assertThat(output.resolve("local/local-models.avro")).exists();
    assertThat(Folder.names(output.resolve("candidates"))).containsExactly("1", "2", "3");
    assertThat(Outcome.of("show", output.toString()).out()).contains("2 experts for y");
  }

  @Test
  void theTableHoldsWhatEvaluateSaysOfEachModelOnTheTrainingRows() throws IOException {
    fit(output).assertDone();

    for (JsonNode candidate : experts(output).get("candidates")) {
      int number = candidate.get("experts").asInt();
      Path model = output.resolve("candidates/" + number + "/model/model.avro");
      Outcome scored =
          Outcome.of(
              "evaluate",
              "--model",
              model.toString(),
              "--input",
              input.toString(),
              "--format",
              "json");
      JsonNode metrics = new ObjectMapper().readTree(scored.out()).findValue("meanLogLikelihood");
      double logLikelihood = candidate.get("logLikelihood").asDouble();
      assertThat(metrics.asDouble() * 900).isCloseTo(logLikelihood, within(1e-9));
      int parameters = 3 * (number - 1) + number * 4;
      assertThat(candidate.get("parameters").asInt()).isEqualTo(parameters);
      assertThat(candidate.get("bic").asDouble())
          .isCloseTo(-2 * logLikelihood + parameters * Math.log(900), within(1e-9));
    }
    assertThat(experts(output).get("best").asInt()).isEqualTo(2);
  }

  @Test
  void aBestNumberAtTheEndOfTheRangeIsAWarning() {
    assertThat(fit(output, "--experts", "1,2").assertDone().out())
        .contains("warning: --experts: 2, the largest number tried, is the best by BIC");
    assertThat(fit(temp.resolve("high"), "--experts", "2..3").assertDone().out())
        .contains("warning: --experts: 2, the smallest number tried, is the best by BIC");
  }

  @Test
  void whatTheRowsDoNotAllowIsSaidAndTheRestIsDone() throws IOException {
    input = Rows.directory(temp.resolve("few"), 20);

    Outcome outcome = fit(output, "--experts", "1,2,30,40");

    outcome.assertDone();
    assertThat(outcome.out()).contains("warning: --experts: 30 and more were not fitted: ");
    assertThat(experts(output).get("candidates")).hasSize(2);
  }

  @Test
  void passesAndResumeGoOnFromTheBest() throws IOException {
    fit(output, "--refine", "1", "--resume").assertDone();
    Path alone = temp.resolve("alone");
    fit(alone, "--experts", "2", "--refine", "1").assertDone();
    assertThat(output.resolve("model/model.avro"))
        .hasSameBinaryContentAs(alone.resolve("model/model.avro"));

    Outcome again = fit(output, "--refine", "1", "--resume");

    again.assertDone();
    assertThat(again.console())
        .contains("fit-1: unchanged", "fit-3: unchanged", "choose: unchanged");
    assertThat(output.resolve("model/model.avro"))
        .hasSameBinaryContentAs(alone.resolve("model/model.avro"));
  }

  /** Three folds of three machines: each is scored under the aggregate of the other two. */
  @Test
  void aMachineThatIsHeldOutIsScoredUnderTheOthers() throws IOException {
    Outcome outcome = fit(output, "--experts", "1..2", "--cv", "3").assertDone();

    assertThat(outcome.out())
        .contains("held out/row", "* the largest held-out log-likelihood a row")
        .containsPattern("2 \\* +11 .* 3  ");
    double[] sums = new double[3];
    for (int m = 0; m < 3; m++) {
      sums[m] = 300 * heldOut(m);
    }
    JsonNode heldOut = experts(output).get("candidates").get(1).get("heldOut");
    double mean = (sums[0] + sums[1] + sums[2]) / 900;
    assertThat(heldOut.get("meanLogLikelihood").asDouble()).isCloseTo(mean, within(1e-9));
    double squares = 0;
    for (double sum : sums) {
      squares += (sum - 300 * mean) * (sum - 300 * mean);
    }
    assertThat(heldOut.get("standardError").asDouble())
        .isCloseTo(Math.sqrt(3.0 / 2 * squares) / 900, within(1e-7));
    assertThat(experts(output).get("best").asInt()).isEqualTo(2);
    assertThat(experts(output).get("criterion").asText()).isEqualTo("cross-validation");
    assertThat(experts(output).get("candidates").get(1).get("oneToOneMachines").asLong())
        .isEqualTo(3);
  }

  private double heldOut(int machine) throws IOException {
    Path others = Files.createDirectories(temp.resolve("others" + machine));
    Path locals = output.resolve("candidates/2/local/local-models.avro");
    List<StoredModel> models = new ArrayList<>();
    try (InputStream in = Files.newInputStream(locals)) {
      models.addAll(ModelFiles.read(in, "locals"));
    }
    models.removeIf(model -> model.id().contains("site" + machine));
    assertThat(models).hasSize(2);
    try (OutputStream out = Files.newOutputStream(others.resolve("m.avro"))) {
      ModelFiles.writeAvro(out, models);
    }
    Path made = temp.resolve("made" + machine);
    Outcome.of(
            "aggregate",
            "--models",
            others.resolve("m.avro").toString(),
            "--support",
            output.resolve("support/support.csv").toString(),
            "--experts",
            "2",
            "--output",
            made.toString())
        .assertDone();
    Outcome scored =
        Outcome.of(
            "evaluate",
            "--model",
            made.toString(),
            "--input",
            input.resolve("site" + machine + ".csv").toString(),
            "--format",
            "json");
    JsonNode metrics = new ObjectMapper().readTree(scored.assertDone().out());
    return metrics.findValue("meanLogLikelihood").asDouble();
  }

  @Test
  void foldsOfRowsAreFittedAgainAndAResumeGivesTheSame() throws IOException {
    String[] more = {"--experts", "1..2", "--cv", "2", "--cv-by", "rows", "--resume"};
    fit(output, more).assertDone();

    JsonNode heldOut = experts(output).get("candidates").get(1).get("heldOut");
    assertThat(heldOut.get("rows").asLong()).isEqualTo(900);
    double fitted = experts(output).get("candidates").get(1).get("logLikelihood").asDouble() / 900;
    assertThat(heldOut.get("meanLogLikelihood").asDouble()).isBetween(fitted - 0.1, fitted - 1e-4);
    assertThat(heldOut.get("standardError").asDouble()).isBetween(0.01, 0.1);
    assertThat(Folder.names(output)).doesNotContain("_cv", "_work");
    Path other = temp.resolve("other");
    fit(other, more).assertDone();
    for (String file : List.of("_held-out/part-r-00000", "model/model.avro")) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(output.resolve(file));
    }
    assertThat(fit(output, more).assertDone().console()).contains("cross-validate: unchanged");
  }

  @Test
  void foldsThatCannotBeMadeAreRefused() throws IOException {
    fit(output, "--experts", "2", "--cv", "3").assertRefused(ExitCode.WRONG_USAGE, "--cv", "1..8");
    fit(output, "--cv", "1").assertRefused(ExitCode.WRONG_USAGE, "--cv 1", "at least 2");
    fit(output, "--cv", "4")
        .assertRefused(ExitCode.WRONG_USAGE, "there are 3 machines", "--cv-by rows");
    String few = Rows.write(temp.resolve("rows/few.csv"), 12, 1).toString();
    fit(output, "--input", few, "--cv", "20", "--cv-by", "rows")
        .assertRefused(ExitCode.WRONG_USAGE, "--cv 20: there are 12 rows; give at most as many");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  /** As the run would. */
  @Test
  void aForecastRefusesThemToo() throws IOException {
    fit(output, "--cv", "4", "--dry-run")
        .assertRefused(ExitCode.WRONG_USAGE, "--cv 4: there are 3 machines", "--cv-by rows");
    fit(output, "--covariance", "machine", "--partition", "random:1", "--dry-run")
        .assertRefused(ExitCode.UNUSABLE_INPUT, "--covariance machine: there is one machine");
    fit(output, "--level", "95", "--dry-run").assertRefused(ExitCode.WRONG_USAGE, "--level 95");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void oneModelOrOneTestForSeveralNumbersIsRefused() throws IOException {
    Path model = temp.resolve("model.avro");
    fit(output, "--experts", "2..3", "--start", model.toString())
        .assertRefused(ExitCode.WRONG_USAGE, "--start", "one number of experts");
    fit(output, "--experts", "2..3", "--dominance")
        .assertRefused(ExitCode.WRONG_USAGE, "--dominance", "one number");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }
}
