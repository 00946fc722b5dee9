package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dmoe.mapreduce.job.JobProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress in its four forms. */
class ProgressTest extends FitTrials {

  @Test
  void jsonIsAnObjectALine() throws IOException {
    Outcome outcome = fit("--progress", "json").assertDone();
    List<JsonNode> objects = new ArrayList<>();
    for (String line : outcome.console().lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    assertThat(objects)
        .allSatisfy(object -> assertThat(object.get("seconds").asDouble()).isNotNegative())
        .anySatisfy(object -> assertThat(object.path("message").asText()).contains("training rows"))
        .anySatisfy(
            object -> {
              assertThat(object.path("stage").asText()).isEqualTo("fit");
              assertThat(object.path("ended").asBoolean()).isTrue();
              assertThat(object.path("rows").asLong()).isEqualTo(300);
              assertThat(object.path("localModels").asLong()).isEqualTo(3);
            });
  }

  @Test
  void quietSaysResultsAndErrorsOnly() {
    assertThat(fit("--quiet").assertDone().console()).isEmpty();
    assertThat(fit("--quiet").errors()).singleElement().asString().contains("exists");
    Outcome none = fit("--progress", "none", "--overwrite").assertDone();
    assertThat(none.console()).isEmpty();
    assertThat(none.out()).contains("training rows: 300");
  }

  @Test
  void whereThereIsNoTerminalLinesArePlain() {
    assertThat(fit().assertDone().console())
        .contains(" s  fit: 3 maps, 300 rows read, 3 local models fitted")
        .doesNotContain("\033", "\r");
    fit("--progress", "loud").assertRefused(2, "--progress");
  }

  private static JobProgress at(double fraction, long rows, boolean ended) {
    OptionalDouble known = fraction < 0 ? OptionalDouble.empty() : OptionalDouble.of(fraction);
    Optional<String> status =
        ended ? Optional.empty() : Optional.of("m: iteration 7, log-likelihood -3.5");
    return new JobProgress(4, known, rows, 0, ended ? 4 : 1, status, ended);
  }

  @Test
  void aBarIsALineAStage() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BarDisplay bar = new BarDisplay(err, System.nanoTime(), 120);
    bar.show("sample", at(-1, 1000, true));
    bar.show("fit", at(0.5, 500, false));
    bar.say("warning: something");
    bar.show("fit", at(1, 1000, true));
    bar.end();
    String text = bytes.toString(StandardCharsets.UTF_8);
    List<String> lines =
        Arrays.stream(text.split("\n")).map(line -> line.replaceAll("(?s).*\033\\[K", "")).toList();
    assertThat(lines).filteredOn(line -> line.startsWith("sample 100%")).hasSize(1);
    assertThat(lines).filteredOn(line -> line.contains("warning: something")).hasSize(1);
    assertThat(lines)
        .filteredOn(line -> line.startsWith("fit 100%"))
        .singleElement()
        .asString()
        .contains("1000/1000 rows", "4 of 4 local models");
    assertThat(text).doesNotContainPattern("\033\\[[0-9;]*m");
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 39, 59, 60, 79})
  void aBarIsNoWiderThanTheTerminal(int width) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BarDisplay bar = new BarDisplay(err, System.nanoTime(), width);
    bar.show("fit", at(1, 1000, true));
    bar.show("inference", at(1, 1_000_000, true));
    List<String> drawn =
        List.of(bytes.toString(StandardCharsets.UTF_8).strip().split("\\s*\033\\[K"));
    assertThat(drawn).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    if (width < 60) {
      assertThat(drawn).noneMatch(line -> line.contains("("));
    }
    String last = drawn.get(drawn.size() - 1);
    assertThat(last).startsWith("inference 100%").doesNotContain("?", "rows/s");
    if (width == 39) {
      assertThat(last).endsWith("1000000/1000000 rows").doesNotContain("0:00");
    }
  }

  @Test
  void aBarOfAStageUnderWayHasPercentageAndStatus() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BarDisplay bar = new BarDisplay(err, System.nanoTime(), 140);
    bar.show("fit", at(0.5, 500, false));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("fit  50%", "500/1000 rows", "iteration 7, log-likelihood -3.5", "rows/s");
    bar.end();
  }

  @Test
  void aBarFollowsTheStatusWhereTheRowsStandStill() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    BarDisplay bar = new BarDisplay(err, System.nanoTime(), 140);
    for (int iteration = 7; iteration < 10; iteration++) {
      Optional<String> status = Optional.of("m: iteration " + iteration);
      bar.show("fit", new JobProgress(4, OptionalDouble.of(0.5), 500, 0, 1, status, false));
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("iteration 7", "iteration 8", "iteration 9");
    bar.end();
  }
}
