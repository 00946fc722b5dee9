package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportCommandTest extends FitTrials {

  private Path run() {
    fit().assertDone();
    return temp.resolve("run");
  }

  @Test
  void fitLeavesThePageAndReportMakesItAnew() throws IOException {
    Path page = run().resolve("report.html");
    Path first = Files.copy(page, temp.resolve("first.html"));
    assertThat(page).content().contains("y is described by 2 experts", "Which columns matter");
    Files.delete(page);

    Outcome outcome = Outcome.of("report", temp.resolve("run").toString());

    outcome.assertDone();
    assertThat(outcome.out()).contains("run/report.html");
    assertThat(headings(page)).isEqualTo(headings(first));
  }

  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream().filter(line -> line.contains("<h3>")).toList();
  }

  @Test
  void severalRunsNeedAFile() throws IOException {
    String run = run().toString();
    Outcome.of("report", run, run).assertRefused(ExitCode.WRONG_USAGE, "--output");
    Path page = temp.resolve("both.html");

    Outcome.of("report", run, run, "--output", page.toString()).assertDone();

    assertThat(page).content().contains("id=\"run1-0\"", "id=\"run2-0\"");
    Outcome.of("report", run, run, "--output", page.toString())
        .assertRefused(ExitCode.WRONG_USAGE, "both.html", "--overwrite");
    Outcome.of("report", run, run, "--output", page.toString(), "--overwrite").assertDone();
  }

  @Test
  void whatIsNoRunIsRefused() throws IOException {
    Outcome.of("report", temp.resolve("none").toString())
        .assertRefused(ExitCode.UNUSABLE_INPUT, "none", "does not exist");
    Outcome.of("report", input.toString())
        .assertRefused(ExitCode.UNUSABLE_INPUT, "rows", "not the directory of a fit", "run.json");
    assertThat(Folder.names(temp)).containsExactly("rows");
  }
}
