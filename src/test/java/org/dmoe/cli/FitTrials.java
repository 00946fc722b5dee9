package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Fits of three small tables with whatever a test adds to them. */
abstract class FitTrials {

  @TempDir Path temp;

  Path input;

  @BeforeEach
  void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), 100);
  }

  final Outcome fit(String... changes) {
    List<String> usual =
        List.of(
            "fit",
            "--partition",
            "file",
            "--support-size",
            "50",
            "--output",
            temp.resolve("run").toString(),
            "--input",
            input.toString(),
            "--response",
            "y",
            "--experts",
            "2");
    return Outcome.of(usual, changes);
  }

  final void assertRefused(Outcome outcome, int exitCode, String... words) throws IOException {
    outcome.assertRefused(exitCode, words);
    assertThat(Folder.names(temp)).isSubsetOf("rows", "models", "support.csv");
  }

  final void append(String file, String line) throws IOException {
    Path path = input.resolve(file);
    Files.writeString(path, Files.readString(path) + line + "\n");
  }
}
