package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the suite did to the cluster, and what came of it. */
final class FailureTable {

  private static final Path FILE = Path.of("target/cluster-failures.md");

  private final List<String> rows = new ArrayList<>();

  /**
   * @param secondsLost compared with the undisturbed run of this suite
   */
  void add(String failure, String happened, double secondsLost, boolean identical) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %s | %.0f | %s |",
            failure,
            happened,
            secondsLost,
            identical ? "yes" : "NO"));
    write();
  }

  /** A failure after which there is no model, by intention. */
  void addRefusal(String failure, String happened) {
    rows.add("| %s | %s | - | - |".formatted(failure, happened));
    write();
  }

  private void write() {
    List<String> lines = new ArrayList<>();
    lines.add("| failure | what happened | seconds lost | result identical |");
    lines.add("| --- | --- | ---: | --- |");
    lines.addAll(rows);
    try {
      Files.write(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
