package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dmoe.io.ModelFiles;
import org.dmoe.io.StoredModel;
import org.dmoe.io.avro.StartRecord;
import org.junit.jupiter.api.Test;

/** Where local fits start, through the command line and the local runner. */
class FitStartTest extends FitRuns {

  private static final String PILOT = "pilot/pilot.avro";

  FitStartTest() {
    super(600, 300, "2");
  }

  private static List<StoredModel> models(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ModelFiles.read(in, file.toString());
    }
  }

  private static List<String> kinds(Path to) throws IOException {
    return models(to.resolve("local/local-models.avro")).stream()
        .flatMap(model -> model.fit().orElseThrow().getStarts().stream())
        .map(StartRecord::getKind)
        .toList();
  }

  private static JsonNode json(Path to) throws IOException {
    return new ObjectMapper().readTree(to.resolve("run.json").toFile());
  }

  @Test
  void machinesClimbFromThePilotByDefault() throws IOException {
    Outcome outcome = fit(output);

    outcome.assertDone();
    assertThat(kinds(output)).containsExactly("pilot", "pilot", "pilot");
    StoredModel pilot = models(output.resolve(PILOT)).get(0);
    assertThat(pilot.fit().orElseThrow().getRows()).isEqualTo(300);
    assertThat(pilot.features()).containsExactly("x1", "x2");
    JsonNode start = json(output).get("start");
    assertThat(start.get("kind").asText()).isEqualTo("pilot");
    assertThat(start.at("/pilot/rows").asInt()).isEqualTo(300);
    assertThat(start.at("/pilot/starts").asInt()).isGreaterThanOrEqualTo(24);
    assertThat(json(output).at("/options/start").asText()).isEqualTo("pilot");
    String line = "pilot: CONVERGED, 300 rows, log-likelihood -";
    assertThat(outcome.out()).contains(line);
    assertThat(Outcome.of("show", output.toString()).out()).contains(line);
    assertThat(Outcome.of("show", output.resolve("local/local-models.avro").toString()).out())
        .contains("1 start, pilot: 1 followed");
    assertThat(Outcome.of("show", output.resolve("pilot").toString()).out()).startsWith("pilot: ");
  }

  /** The covariates are for everybody to see, responses are left nowhere. */
  @Test
  void theSupportingSampleIsTheSameWithAndWithoutAPilot() throws IOException {
    Path own = temp.resolve("own");
    fit(output).assertDone();
    fit(own, "--start", "own").assertDone();

    assertThat(own.resolve("support/support.csv"))
        .hasSameBinaryContentAs(output.resolve("support/support.csv"));
    assertThat(Files.readAllLines(output.resolve("support/support.csv")).get(0)).isEqualTo("x1,x2");
    assertThat(own.resolve("pilot")).doesNotExist();
    assertThat(kinds(own)).contains("k-plane").doesNotContain("pilot");
    assertThat(json(own).at("/start/kind").asText()).isEqualTo("own");
  }

  @Test
  void pilotAndModelAreTheSameBytesForAnyThreadsAndSplits() throws IOException {
    Path again = temp.resolve("again");
    String splits = "mapreduce.input.fileinputformat.split.maxsize";
    fit(output, "-Dmapreduce.local.map.tasks.maximum=1").assertDone();
    fit(again, "-Dmapreduce.local.map.tasks.maximum=2", "--reducer-threads", "2").assertDone();
    for (String file : List.of(PILOT, "model/model.avro")) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(output.resolve(file));
    }
    Path cut = temp.resolve("cut");
    fit(cut, "-D", splits + "=5000", "--partition", "split").assertDone();
    assertThat(cut.resolve(PILOT)).hasSameBinaryContentAs(output.resolve(PILOT));
  }

  @Test
  void bothTakesTheOwnRaceOnlyWhereItIsMuchBetter() throws IOException {
    fit(output, "--start", "both").assertDone();

    List<StoredModel> locals = models(output.resolve("local/local-models.avro"));
    assertThat(locals)
        .allSatisfy(
            local ->
                assertThat(local.fit().orElseThrow().getStarts())
                    .extracting(StartRecord::getKind)
                    .startsWith("pilot")
                    .contains("k-plane"));
    Path alone = temp.resolve("alone");
    fit(alone).assertDone();
    assertThat(locals)
        .extracting(StoredModel::mixture)
        .isEqualTo(
            models(alone.resolve("local/local-models.avro")).stream()
                .map(StoredModel::mixture)
                .toList());
  }

  @Test
  void aGivenModelIsTheStartAndStaysWithTheRun() throws IOException {
    fit(output).assertDone();
    Path next = temp.resolve("next");
    Outcome outcome = fit(next, "--start", output.resolve("model/model.json").toString());

    outcome.assertDone();
    assertThat(kinds(next)).containsExactly("given model", "given model", "given model");
    assertThat(models(next.resolve("pilot/given.avro")).get(0).mixture())
        .isEqualTo(models(output.resolve("model/model.json")).get(0).mixture());
    assertThat(next.resolve(PILOT)).doesNotExist();
    assertThat(outcome.out()).contains("start: the given model");
    assertThat(json(next).at("/options/start").asText()).endsWith("model/model.json");
  }

  @Test
  void aGivenSupportHasNoResponseForAPilot() throws IOException {
    fit(output).assertDone();
    Path support = output.resolve("support/support.csv");
    Path own = temp.resolve("own");
    Outcome outcome = fit(own, "--support", support.toString());

    outcome.assertDone();
    assertThat(outcome.console()).contains("start: own, since a given supporting sample");
    assertThat(kinds(own)).doesNotContain("pilot");
    Path given = temp.resolve("given");
    fit(given, "--support", support.toString(), "--start", output.toString()).assertDone();
    assertThat(kinds(given)).containsOnly("given model");
  }

  @Test
  void aPilotThatFailsIsSaidAndMachinesStartOnTheirOwn() throws IOException {
    Outcome outcome = fit(output, "--support-size", "9", "--experts", "3");

    outcome.assertDone();
    assertThat(outcome.out())
        .containsOnlyOnce(
            "warning: pilot: 9 rows allow 2 of 3 experts; 9 rows are few for 11 parameters");
    assertThat(outcome.out()).contains("every machine has its own start, as with --start own");
    assertThat(kinds(output)).contains("k-plane").doesNotContain("pilot");
    assertThat(json(output).at("/start/kind").asText()).isEqualTo("own");
    assertThat(json(output).at("/start/pilot/rows").asInt()).isEqualTo(9);
    assertThat(Outcome.of("show", output.toString()).out()).endsWith("; it could not be used\n");
  }

  @Test
  void aPilotOfFewRowsIsSaidBeforeMachinesFollowIt() throws IOException {
    Outcome outcome = fit(output, "--support-size", "60");

    outcome.assertDone();
    assertThat(outcome.console()).contains("pilot: 60 rows are few for 11 parameters");
    assertThat(outcome.out())
        .contains("warning: pilot: 60 rows are few for 11 parameters")
        .containsOnlyOnce("that is: every machine climbs from the pilot")
        .contains("--support-size");
    assertThat(kinds(output)).containsOnly("pilot");
  }

  @Test
  void aConstantResponseFailsThePilotAndNotTheRun() throws IOException {
    for (int m = 0; m < 3; m++) {
      Path file = input.resolve("site" + m + ".csv");
      List<String> lines = Files.readAllLines(file);
      lines.replaceAll(line -> line.replaceAll(",-?[0-9.]+$", ",7"));
      Files.write(file, lines);
    }
    Outcome outcome = fit(output, "--min-local-models", "0");
    assertThat(outcome.console() + outcome.out()).contains("pilot: the response is constant");
  }

  @Test
  void weightsThatAreAllZeroOnOneMachineLeaveItOut() throws IOException {
    for (int m = 0; m < 3; m++) {
      Path file = input.resolve("site" + m + ".csv");
      String weight = m == 1 ? ",0" : ",1";
      List<String> lines = Files.readAllLines(file);
      Stream<String> weighted = lines.stream().skip(1).map(line -> line + weight);
      Files.write(file, Stream.concat(Stream.of("x1,x2,y,w"), weighted).toList());
    }
    Outcome outcome = fit(output, "--weight", "w");

    outcome.assertDone();
    assertThat(outcome.out()).contains("2 used, 0 rejected");
    StoredModel pilot = models(output.resolve(PILOT)).get(0);
    assertThat(pilot.fit().orElseThrow().getRows()).isBetween(150L, 250L);
    assertThat(pilot.sampleSize()).isEqualTo(pilot.fit().orElseThrow().getRows());
  }

  @Test
  void everyOtherStepStartsFromItToo() throws IOException {
    Outcome outcome =
        fit(output, "--partition", "random:4", "--with-global", "--dominance", "--seed", "3");

    outcome.assertDone();
    assertThat(kinds(output)).containsOnly("pilot");
    assertThat(models(output.resolve("model/global.avro")).get(0).fit().orElseThrow().getStarts())
        .extracting(StartRecord::getKind)
        .startsWith("pilot")
        .contains("k-plane");
  }

  @Test
  void aRunThatGoesOnDoesNotFitThePilotAgain() throws IOException {
    Path test = Rows.write(temp.resolve("test.csv"), 50, 7);
    String good = Files.readString(test);
    Files.writeString(test, good + "1,oops,3\n");
    assertThat(fit(output, "--resume", "--test", test.toString()).exitCode()).isEqualTo(3);
    Files.writeString(test, good);

    Outcome both = fit(output, "--resume", "--test", test.toString(), "--start", "both");

    both.assertDone();
    assertThat(both.console())
        .contains("sample: unchanged", "fit: runs again, since --start was PILOT, is BOTH");
    Path undisturbed = temp.resolve("undisturbed");
    fit(undisturbed, "--start", "both").assertDone();
    for (String file : List.of(PILOT, "model/model.avro")) {
      assertThat(output.resolve(file)).hasSameBinaryContentAs(undisturbed.resolve(file));
    }
  }

  @Test
  void aDryRunSaysIt() {
    Outcome outcome = fit(output, "--dry-run");

    outcome.assertDone();
    assertThat(outcome.out())
        .contains("start of local fits: pilot", PILOT)
        .containsPattern("\\npilot +\\d+");
    assertThat(fit(output, "--dry-run", "--start", "own").out())
        .contains("start of local fits: own")
        .doesNotContain(PILOT);
  }
}
