package org.dmoe.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** On what the suite ran the job jar. */
final class VersionTable {

  private static final Path FILE = Path.of("target/cluster-versions.md");
  private static final List<String> ROWS = new ArrayList<>();

  private VersionTable() {}

  /**
   * @param version as the daemons say
   * @param commands that were run
   */
  static void add(String version, String commands, boolean identical) {
    ROWS.add(
        "| %s | %s | %s | %s |"
            .formatted(
                version, System.getProperty("java.version"), commands, identical ? "yes" : "NO"));
    List<String> lines = new ArrayList<>();
    lines.add("| daemons and tasks | Java | what was run | as the local runner, byte for byte |");
    lines.add("| --- | --- | --- | --- |");
    lines.addAll(ROWS);
    try {
      Files.write(FILE, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
