package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code fit --refine}. */
class FitRefineTest extends FitTrials {

  private Path run() {
    return temp.resolve("run");
  }

  @Test
  void theModelIsTheEndOfThePasses() throws IOException {
    Path test = Rows.write(temp.resolve("models/test.csv"), 200, 9);
    Outcome outcome = fit("--refine", "auto", "--test", test.toString()).assertDone();

    assertThat(outcome.console()).contains("refine: pass 1: log-likelihood", "; converged");
    assertThat(outcome.out()).contains("refined, pass", "reduction", "best local");
    assertThat(run().resolve("refine/pass-0.avro")).exists();
    assertThat(run().resolve("refine/pass-1.avro")).exists();
    String said = Outcome.of("show", run().toString()).assertDone().out();
    assertThat(said).contains("2 experts for y over 2 features");
    assertThat(Files.readString(run().resolve("run.json"))).contains("\"refine\" : \"auto\"");
    Outcome more =
        Outcome.of(
                "refine",
                "--model",
                run().toString(),
                "--input",
                input.toString(),
                "--output",
                temp.resolve("models/more.avro").toString())
            .assertDone();
    assertThat(more.out()).contains("pass 1: ", "converged");
  }

  /** On the rows of the fit themselves. */
  @Test
  void oneStepIsAtLeastAsGoodAsEveryOneShotModel() throws IOException {
    fit("--refine", "1", "--compare", "--test", input.toString()).assertDone();

    JsonNode models = new ObjectMapper().readTree(run().resolve("metrics.json").toFile());
    double refined = value(models, "refined, pass 1");
    models
        .fieldNames()
        .forEachRemaining(name -> assertThat(value(models, name)).isLessThan(refined + 1e-6));
    assertThat(models.size()).isGreaterThan(8);
    assertThat(value(models, "federated average, round 2")).isGreaterThan(value(models, "pilot"));
    assertThat(run().resolve("refine/candidates.avro")).exists();
  }

  private static double value(JsonNode models, String name) {
    return models.get(name).get("test").get("meanLogLikelihood").asDouble();
  }

  @Test
  void passesThatAreDoneAreNotMadeAgain() throws IOException {
    fit("--refine", "1").assertDone();
    byte[] first = Files.readAllBytes(run().resolve("refine/pass-1.avro"));
    byte[] oneShot = Files.readAllBytes(run().resolve("refine/pass-0.avro"));
    Outcome further = fit("--refine", "auto", "--resume", "--overwrite").assertDone();

    assertThat(further.console())
        .contains("fit: unchanged, not run again", "refine-1: unchanged, not run again");
    assertThat(Files.readAllBytes(run().resolve("refine/pass-1.avro"))).isEqualTo(first);
    fit("--resume", "--overwrite").assertDone();
    assertThat(Files.readAllBytes(run().resolve("model/model.avro"))).isEqualTo(oneShot);
  }

  /** As a workflow gives it, and empty where there is none. */
  @Test
  void theNumberOfPassesMayBeAKeyOfTheConfiguration() throws IOException {
    fit("-D", "dmoe.fit.refine=").assertDone();
    assertThat(run().resolve("refine")).doesNotExist();
    Outcome further = fit("-D", "dmoe.fit.refine=1", "--resume", "--overwrite").assertDone();

    assertThat(run().resolve("refine/pass-1.avro")).exists();
    assertThat(further.console()).contains("fit: unchanged, not run again");
    fit("-D", "dmoe.fit.refine=0", "--overwrite").assertRefused(2, "--refine 0: must be at least");
  }

  @Test
  void aMachineWithoutWeightIsLeftOutOfPassesAndSaid() throws IOException {
    for (int m = 0; m < 3; m++) {
      Path file = input.resolve("site" + m + ".csv");
      String weight = m == 1 ? ",0" : ",1";
      String weighted = Files.readString(file).replace("\n", weight + "\n");
      Files.writeString(file, weighted.replaceFirst("y,[01]", "y,w"));
    }
    Outcome outcome = fit("--refine", "1", "--weight", "w").assertDone();

    assertThat(outcome.out())
        .contains("machines without a row of positive weight, and so without a local model: 1")
        .contains("local models: 2 used");
    assertThat(outcome.console()).contains("refine: pass 2: ");
  }

  /** Machines of 12 rows: most have an expert of fewer than 2 p = 6. */
  @Test
  void poorLocalModelsTakeStepsFromTheirAggregationBeforeThePasses() throws IOException {
    deal(12);
    Outcome outcome = fit("--refine", "auto", "--start", "own").assertDone();

    assertThat(outcome.console())
        .contains("refine: local experts do not match; five EM steps from the aggregated model");
    assertThat(run().resolve("refine/local-round.avro")).exists();
    byte[] model = Files.readAllBytes(run().resolve("model/model.avro"));
    Outcome again =
        fit("--refine", "auto", "--start", "own", "--resume", "--overwrite").assertDone();
    assertThat(again.console()).contains("local-round: unchanged, not run again");
    assertThat(Files.readAllBytes(run().resolve("model/model.avro"))).isEqualTo(model);
  }

  /** Passes over a table from that run, and what they need not do twice. */
  @Test
  void passesFromARunOfPoorLocalModelsBeginWithSteps() throws IOException {
    deal(12);
    fit("--start", "own").assertDone();
    String steps = "refine: local experts do not match; five EM steps from the aggregated model";

    Outcome first = refine(run(), "next").assertDone();
    assertThat(first.console()).contains(steps, "refine: pass 1: log-likelihood");
    assertThat(first.out()).contains("converged");
    Outcome again = refine(temp.resolve("next"), "again.avro", "--anew").assertDone();
    assertThat(again.console()).doesNotContain("five EM steps");
    Outcome ofFile = refine(run().resolve("model/model.avro"), "file.avro").assertDone();
    assertThat(ofFile.console()).doesNotContain("five EM steps");
    assertThat(logLikelihood(first)).isGreaterThan(logLikelihood(ofFile) - 1e-6);
  }

  @Test
  void passesFromARunOfAPilotBeginAtOnce() throws IOException {
    deal(12);
    fit("--start", "pilot").assertDone();
    assertThat(refine(run(), "next.avro").assertDone().console()).doesNotContain("five EM steps");
  }

  private Outcome refine(Path model, String next, String... more) {
    return Outcome.of(
        List.of(
            "refine",
            "--model",
            model.toString(),
            "--input",
            input.toString(),
            "--output",
            temp.resolve(next).toString()),
        more);
  }

  /** Of the last pass, a row. */
  private static double logLikelihood(Outcome outcome) {
    String after = outcome.console().replaceAll("(?s).*log-likelihood (-?[0-9.]+) a row.*", "$1");
    return Double.parseDouble(after);
  }

  @Test
  void localModelsThatMatchTakeNoStepsBeforeThePasses() throws IOException {
    Outcome outcome = fit("--refine", "1", "--start", "own").assertDone();

    assertThat(outcome.console()).contains("refine: pass 1").doesNotContain("five EM steps");
    assertThat(run().resolve("refine/local-round.avro")).doesNotExist();
  }

  /** The rows in files of so many each. */
  private void deal(int rows) throws IOException {
    for (int m = 0; m < 3; m++) {
      Path file = input.resolve("site" + m + ".csv");
      List<String> lines = Files.readAllLines(file);
      Files.delete(file);
      for (int at = 1; at + rows <= lines.size(); at += rows) {
        List<String> part = new ArrayList<>(lines.subList(0, 1));
        part.addAll(lines.subList(at, at + rows));
        Files.write(input.resolve("part-%d-%03d.csv".formatted(m, at)), part);
      }
    }
  }

  @Test
  void aWrongNumberOfPassesIsRefused() throws IOException {
    assertRefused(fit("--refine", "0"), 2, "--refine 0: must be at least 1, or auto");
    assertRefused(fit("--refine", "often"), 2, "--refine often: must be a whole number, or auto");
  }
}
