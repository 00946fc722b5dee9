package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, if there is one: Debian's chromium, or Chrome. */
class ReportInBrowserTest {

  @TempDir Path temp;

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Browser.command(
            temp.resolve("profile"), "--enable-logging=stderr", "--virtual-time-budget=10000");
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(temp.resolve("out").toFile())
            .redirectError(temp.resolve("log").toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return Files.readString(temp.resolve("out"));
  }

  @Test
  void everyChartIsDrawnAndTheConsoleStaysSilent() throws IOException, InterruptedException {
    String page = ReportPage.of(List.of(Report.of(Runs.of(Runs.EVIL))));
    Path file = Files.writeString(temp.resolve("report.html"), page);

    String drawn = run("--dump-dom", file.toUri().toString());

    assertThat(count(drawn, "<canvas ")).isEqualTo(count(page, "class=\"chart\""));
    assertThat(count(drawn, "<button type=\"button\">")).isGreaterThan(20);
    assertThat(drawn).contains("Which columns matter", "&lt;script&gt;");
    assertThat(Files.readString(temp.resolve("log"))).doesNotContain("CONSOLE");
  }

  /** So that silence above means something. */
  @Test
  void aPageThatAsksForSomethingIsHeard() throws IOException, InterruptedException {
    String page =
        ReportPage.of(List.of(Report.of(Runs.of("carat"))))
            .replace(
                "<main id=\"run1\">",
                "<main id=\"run1\"><img src=\"https://example.org/a.png\" alt=\"\">");
    Path file = Files.writeString(temp.resolve("report.html"), page);

    run("--dump-dom", file.toUri().toString());

    assertThat(Files.readString(temp.resolve("log"))).contains("CONSOLE");
  }

  private static long count(String text, String words) {
    return Pattern.compile(words, Pattern.LITERAL).matcher(text).results().count();
  }
}
