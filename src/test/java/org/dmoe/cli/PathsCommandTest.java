package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that Hadoop's paths or patterns make trouble of. */
class PathsCommandTest {

  @TempDir Path temp;

  private static void assertRefused(Outcome outcome, int exitCode, String... words) {
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).startsWith("dmoe: ").contains(words);
    assertThat(outcome.errors().get(0)).doesNotContain("Exception");
    assertThat(outcome.exitCode()).as(outcome.errors().get(0)).isEqualTo(exitCode);
  }

  @Test
  void aColonInAnInputIsNamed() throws IOException {
    Path file = Rows.write(temp.resolve("t12:00.csv"), 20, 1);
    Rows.write(temp.resolve("a1.csv"), 20, 2);
    assertRefused(Outcome.of("describe", "--input", "t12:00.csv"), 3, "t12:00.csv", "colon");
    assertRefused(Outcome.of("describe", "--input", file.toString()), 3, "t12:00.csv", "colon");
    assertRefused(Outcome.of("describe", "--input", temp.toString()), 3, "t12:00.csv", "colon");
    String pattern = temp.resolve("a*.csv").toString();
    assertRefused(Outcome.of("describe", "--input", pattern), 3, "t12:00.csv", "colon");
    String one = temp.resolve("a1.csv").toString();
    assertThat(Outcome.of("describe", "--input", one).exitCode()).isZero();
  }

  @Test
  void aColonInAnOutputIsWrongUsage() throws IOException {
    Path file = Rows.write(temp.resolve("a.csv"), 20, 1);
    for (String output : List.of("out:1", temp.resolve("out:1").toString())) {
      assertRefused(
          Outcome.of("sample", "--input", file.toString(), "--response", "y", "--output", output),
          2,
          "out:1",
          "colon");
    }
  }

  @Test
  void literalPathsAreNoPatterns() throws IOException {
    for (String name : List.of("a[1].csv", "b{x,y}.csv", "c*.csv")) {
      String file = Rows.write(temp.resolve(name), 20, 1).toString();
      Outcome literal = Outcome.of("describe", "--literal-paths", "--input", file);
      assertThat(literal.exitCode()).as(literal.errors().toString()).isZero();
    }
    String file = temp.resolve("a[1].csv").toString();
    assertRefused(Outcome.of("describe", "--input", file), 3, "--literal-paths");
    String absent = temp.resolve("d[1].csv").toString();
    assertRefused(
        Outcome.of("describe", "--literal-paths", "--input", absent),
        3,
        "input " + absent + " does not exist");
  }
}
