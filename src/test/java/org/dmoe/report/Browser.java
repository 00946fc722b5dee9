package org.dmoe.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The command line of a real browser without a window, if there is one: Chromium, or Chrome. */
final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private Browser() {}

  /** Skips the test where there is none. */
  static List<String> command(Path profile, String... arguments) {
    Optional<String> browser = NAMES.stream().filter(Browser::isOnThePath).findFirst();
    assumeTrue(browser.isPresent(), "no browser among " + NAMES + ": the page is not drawn");
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.get(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + profile));
    command.addAll(List.of(arguments));
    return command;
  }

  private static boolean isOnThePath(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
