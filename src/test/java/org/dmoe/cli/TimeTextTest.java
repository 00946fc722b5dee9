package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.dmoe.table.out.RowReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates and times in text. */
class TimeTextTest {

  private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);

  @TempDir Path temp;

  private Path rows(boolean seconds) throws IOException {
    StringBuilder text = new StringBuilder("y,x,ts\n");
    for (int i = 0; i < 400; i++) {
      LocalDateTime time = START.plusMinutes(i);
      text.append(i % 2 == 0 ? 0.01 * i : 5 - 0.02 * i)
          .append(',')
          .append(i * 7 % 31)
          .append(',')
          .append(seconds ? "" + time.toEpochSecond(ZoneOffset.UTC) : time + ":00+00:00")
          .append('\n');
    }
    return Files.writeString(temp.resolve(seconds ? "seconds.csv" : "times.csv"), text);
  }

  private Outcome run(String command, Path input, String... options) {
    List<String> args = new ArrayList<>(List.of(command, "--input", input.toString()));
    args.addAll(List.of(options));
    return Outcome.of(args.toArray(String[]::new));
  }

  private Outcome fit(Path input, String output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("--response", "y", "--experts", "2", "--starts", "2", "--support-size", "50"));
    args.addAll(List.of("--output", temp.resolve(output).toString()));
    args.addAll(List.of(more));
    return run("fit", input, args.toArray(String[]::new));
  }

  private static void assertDone(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.errors().toString()).isZero();
  }

  @Test
  void describeTakesThemAsSeconds() throws IOException {
    assertThat(run("describe", rows(false)).out()).containsPattern("ts +text +400 ");
    String times = run("describe", rows(false), "--time", "ts").out();
    assertThat(times).isEqualTo(run("describe", rows(true)).out()).containsPattern("ts +number");
  }

  @Test
  void aModelTakesTimesAndSecondsAlike() throws IOException {
    assertDone(fit(rows(false), "run", "--time", "ts"));
    Path model = temp.resolve("run/model/model.json");
    assertThat(model).content().contains("s since 1970-01-01T00:00Z");
    assertThat(temp.resolve("run/run.json")).content().contains("\"time\" : [ \"ts\" ]");
    for (String name : List.of("times", "seconds")) {
      Path output = temp.resolve("p-" + name);
      Path input = rows(name.equals("seconds"));
      assertDone(run("predict", input, "--model", model.toString(), "--output", output.toString()));
      assertDone(run("evaluate", input, "--model", model.toString()));
    }
    assertThat(RowReading.rows(temp.resolve("p-times")))
        .hasSize(400)
        .isEqualTo(RowReading.rows(temp.resolve("p-seconds")));
  }

  @Test
  void fitNamesTheRemedy() throws IOException {
    Outcome refused = fit(rows(false), "run");
    refused.assertRefused(3, "column of text: 'ts' (400 levels)", "--time ts");
  }

  @Test
  void whatIsNoDateIsNamedByItsLine() throws IOException {
    Path file = Files.writeString(temp.resolve("a.csv"), "y,ts\n1,2020-01-01\n2,1577836800\n");
    String output = temp.resolve("s").toString();
    run("sample", file, "--response", "y", "--time", "ts", "--output", output)
        .assertRefused(3, "a.csv:3: column 'ts': not a date or time of ISO 8601: '1577836800'");
    run("sample", file, "--response", "y", "--time", "tz", "--output", output)
        .assertRefused(2, "--time column 'tz' is not a column", "did you mean 'ts'?");
  }

  @Test
  void partsOfRowsKeepThem() throws IOException {
    assertDone(fit(rows(false), "run", "--time", "ts", "--partition", "random:2"));
  }
}
