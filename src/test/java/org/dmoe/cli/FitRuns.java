package org.dmoe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of fit on three files, each a machine. */
abstract class FitRuns {

  @TempDir Path temp;

  Path input;
  Path output;

  private final int rows;
  private final int support;
  private final String experts;

  /**
   * @param rows of each file
   * @param support rows of the supporting sample
   */
  FitRuns(int rows, int support, String experts) {
    this.rows = rows;
    this.support = support;
    this.experts = experts;
  }

  @BeforeEach
  final void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), rows);
    output = temp.resolve("run");
  }

  final Outcome fit(Path to, String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--input",
            input.toString(),
            "--output",
            to.toString(),
            "--response",
            "y",
            "--partition",
            "file",
            "--support-size",
            Integer.toString(support),
            "--experts",
            experts);
    return Outcome.of(usual, more);
  }
}
