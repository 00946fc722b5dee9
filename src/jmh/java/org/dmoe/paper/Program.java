package org.dmoe.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dmoe.cli.Main;

/** The command line, called in this JVM. */
final class Program {

  private Program() {}

  /**
   * @throws IOException with the last line that was said, if the command failed
   */
  static void run(List<String> arguments) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    int exitCode = Main.run(arguments.toArray(String[]::new), out, out);
    if (exitCode != 0) {
      List<String> lines = said.toString(StandardCharsets.UTF_8).lines().toList();
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      throw new IOException("%s ended with %d: %s".formatted(arguments.get(0), exitCode, last));
    }
  }
}
