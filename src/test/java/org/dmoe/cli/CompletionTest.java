package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shell offers after the words that are typed. */
class CompletionTest {

  /** As bash asks for the end of the last word. */
  private static final String ASK =
      "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _complete_dmoe;"
          + " echo \"${COMPREPLY[*]}\"";

  @TempDir private Path temp;

  private Path script;

  @BeforeEach
  void script() throws IOException {
    Console console = new Console(new PrintWriter(Writer.nullWriter()), System.err);
    script = temp.resolve("completion.bash");
    Files.writeString(
        script, Completion.bash(Main.commandLine(new Configuration(false), console, false)));
  }

  private String offered(String... typed) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", ASK, "bash", script.toString()));
    command.addAll(List.of(typed));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.strip();
  }

  @ParameterizedTest
  @CsvSource({
    "dmoe:f, fit",
    "dmoe:fit:--over, --overwrite",
    "dmoe:show:--format:_, text json csv",
    "dmoe:fit:--progress:j, json"
  })
  void commandsOptionsAndChoices(String typed, String expected) throws Exception {
    String[] words = typed.replace("_", "").split(":", -1);
    assertThat(offered(words).replace('\n', ' ')).isEqualTo(expected);
  }

  /** They are the shell's own affair, where nothing is offered. */
  @Test
  void filesAreCompletedByTheShell() throws Exception {
    assertThat(offered("dmoe", "fit", "--input", "tab")).isEmpty();
    assertThat(script)
        .content()
        .contains("complete -F _complete_dmoe -o default dmoe")
        .doesNotContain("+o default");
  }
}
