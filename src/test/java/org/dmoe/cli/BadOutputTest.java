package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs that cannot be written get one line, and nothing that lies there is touched. */
class BadOutputTest {

  @TempDir Path temp;

  private Path input;

  @BeforeEach
  void rows() throws IOException {
    input = Rows.directory(temp.resolve("rows"), 100);
  }

  private Outcome fit(String... changes) {
    List<String> usual =
        List.of(
            "fit",
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

  private void assertRefused(Outcome outcome, int exitCode, String... words) throws IOException {
    outcome.assertRefused(exitCode, words);
    assertThat(Folder.names(temp)).containsExactly("rows");
  }

  @Test
  void outputThatExists() throws IOException {
    Path run = Files.createDirectory(temp.resolve("run"));
    Files.writeString(run.resolve("precious"), "data");

    fit().assertRefused(2, "--output", "exists", "--overwrite");
    assertThat(run.resolve("precious")).hasContent("data");
  }

  @Test
  void outputBelowAFile() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "no directory");
    fit("--output", file.resolve("run").toString()).assertRefused(2, "--output");
  }

  @Test
  void outputInTheInputOrAboveIt() throws IOException {
    String inside = input.resolve("run").toString();
    String above = temp.toString();
    assertRefused(fit("--output", inside), 2, "--output " + inside, "lies in the input");
    assertRefused(fit("--output", above, "--overwrite"), 2, "--output " + above, "holds the input");
    assertRefused(fit("--output", input.toString(), "--overwrite"), 2, "holds the input");
    assertRefused(fit("--output", inside, "--dry-run"), 2, "lies in the input");
    assertThat(input.resolve("site0.csv")).isNotEmptyFile();
    for (String command : List.of("sample --response y", "partition --by random:2")) {
      List<String> args = new ArrayList<>(List.of(command.split(" ")));
      args.addAll(List.of("--input", input.toString(), "--output", inside));
      assertRefused(Outcome.of(args.toArray(String[]::new)), 2, "lies in the input");
    }
    assertThat(input.resolve("run")).doesNotExist();
  }
}
