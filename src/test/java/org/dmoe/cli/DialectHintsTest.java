package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that see what a CSV file is written like. */
class DialectHintsTest {

  @TempDir Path temp;

  private String error(String text, String... more) throws IOException {
    return error(3, text, more);
  }

  private String error(int code, String text, String... more) throws IOException {
    Path file = Files.writeString(temp.resolve("a.csv"), text);
    String output = temp.resolve("out").toString();
    List<String> args =
        new ArrayList<>(List.of("sample", "--input", file.toString(), "--output", output));
    args.addAll(List.of(more));
    Outcome outcome = Outcome.of(args.toArray(String[]::new));
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.exitCode()).as(outcome.errors().get(0)).isEqualTo(code);
    return outcome.errors().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"`;`, `';'`", "`\t`, a tab", "`|`, `'|'`"})
  void anotherDelimiterIsAskedFor(String delimiter, String named) throws IOException {
    String text = "y,x1,x2\n1,2,3\n".replace(",", delimiter);
    assertThat(error(text, "--response", "y"))
        .contains("a.csv: there is no column 'y'", "is the delimiter " + named + "?");
    String quoted = text.replace("y", "\"y\"");
    assertThat(error(quoted, "--response", "y")).contains("is the delimiter " + named + "?");
  }

  @Test
  void aCommaMayBeTheOtherOne() throws IOException {
    assertThat(error("y,x1\n1,2\n", "--response", "y", "--delimiter", ";"))
        .contains("is the delimiter ','?");
  }

  @Test
  void aColumnThatIsNowhereIsNoMatterOfTheDelimiter() throws IOException {
    assertThat(error(2, "y,x1;a,x2\n1,2,3\n", "--response", "z")).doesNotContain("delimiter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      quoteCharacter = '`',
      value = {
        "1,5 / a decimal comma",
        "-0,25 / a decimal comma",
        "1,234 / separator of thousands",
        "1,234.5 / separators of thousands",
        "1.234,5 / separators of thousands",
        "1 234 567 / separators of thousands",
        "1.234.567 / separators of thousands",
        "12.5% / a percent sign",
        "12,5 % / a percent sign"
      })
  void numbersOfOtherCustomsAreRecognised(String number, String hint) throws IOException {
    String text = "y;x1\n1;2\n" + number + ";3\n";
    assertThat(error(text, "--response", "y", "--delimiter", ";"))
        .contains("a.csv:3: column 'y': not a number: '" + number + "' (", hint);
  }

  @Test
  void otherTextsAreNot() throws IOException {
    assertThat(error("y,x1\n1,2\nfive,3\n", "--response", "y"))
        .endsWith("column 'y': not a number: 'five'");
  }
}
