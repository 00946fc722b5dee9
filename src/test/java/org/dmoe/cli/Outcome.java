package org.dmoe.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a run of the command line came to.
 *
 * @param exitCode it returned
 * @param out what it printed as a result
 * @param errors its error lines, without the progress
 */
record Outcome(int exitCode, String out, List<String> errors) {

  static Outcome of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> errors =
        err.toString(StandardCharsets.UTF_8).lines().filter(l -> !l.contains(" s  ")).toList();
    return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), errors);
  }
}
