package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the command line came to.
 *
 * @param exitCode it returned
 * @param out what it printed as a result
 * @param console all that it said on the way, its errors too
 */
record Outcome(int exitCode, String out, String console) {

  static Outcome of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            args,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /**
   * @param usual a command and pairs of an option and a value, which are left out where the option
   *     is given
   */
  static Outcome of(List<String> usual, String... given) {
    List<String> args = new ArrayList<>(usual.subList(0, 1));
    for (int i = 1; i < usual.size(); i += 2) {
      if (!List.of(given).contains(usual.get(i))) {
        args.addAll(usual.subList(i, i + 2));
      }
    }
    args.addAll(List.of(given));
    return of(args.toArray(String[]::new));
  }

  /** The lines of errors, without the progress. */
  List<String> errors() {
    return console.lines().filter(line -> !line.contains(" s  ")).toList();
  }

  Outcome assertDone() {
    assertThat(exitCode).as(errors().toString()).isZero();
    return this;
  }

  /** With one line that has all these words. */
  void assertRefused(int expectedCode, String... words) {
    assertThat(errors()).hasSize(1);
    assertThat(errors().get(0)).startsWith("dmoe: ").contains(words);
    assertThat(exitCode).as(errors().get(0)).isEqualTo(expectedCode);
  }
}
