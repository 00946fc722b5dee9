package org.dmoe.paper;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A local fit by a program that is not of this project. */
final class OtherProgram {

  private static final String SECONDS = "[0-9.e+-]+";
  private static final String LOG_LIKELIHOOD = "-?[0-9.e+-]+";

  private OtherProgram() {}

  /**
   * @param command what a program that is installed ends with 0 on
   */
  static boolean isInstalled(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** By the line that the program prints: seconds and log-likelihood; empty if there is none. */
  static Optional<SideBySide.Fit> fit(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines;
    try (var reader = process.inputReader()) {
      lines = reader.lines().map(String::trim).toList();
    }
    return lines.stream()
        .filter(line -> line.matches(SECONDS + " " + LOG_LIKELIHOOD))
        .map(line -> line.split(" "))
        .map(f -> new SideBySide.Fit(Double.parseDouble(f[0]), Double.parseDouble(f[1])))
        .findFirst();
  }
}
