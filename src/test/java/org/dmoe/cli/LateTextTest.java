package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text in a column of numbers, behind the rows that are looked at before a job. */
class LateTextTest {

  @TempDir Path temp;

  private Path rows(String column, String late) throws IOException {
    StringBuilder text = new StringBuilder("y,x1,x2\n");
    for (int i = 0; i < 1500; i++) {
      String y = i == 1400 && column.equals("y") ? late : "" + i % 13;
      String x2 = i == 1400 && column.equals("x2") ? late : "" + i % 7;
      text.append(y).append(',').append(i).append(',').append(x2).append('\n');
    }
    return Files.writeString(temp.resolve("a.csv"), text);
  }

  private Outcome fit(Path input, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "fit",
                "--input",
                input.toString(),
                "--response",
                "y",
                "--experts",
                "2",
                "--support-size",
                "50",
                "--starts",
                "2",
                "--output",
                temp.resolve("out").toString()));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  @Test
  void aCovariateIsNamedWithWhatCanBeDone() throws IOException {
    Path file = rows("x2", "unclear");
    fit(file)
        .assertRefused(
            3,
            "a.csv:1402: column 'x2': not a number: 'unclear' (",
            "--categorical x2",
            "--exclude x2",
            "--na 'unclear'",
            "--max-bad-rows");
    for (String[] way :
        new String[][] {
          {"--exclude", "x2"},
          {"--na", "unclear", "--missing", "skip"},
          {"--na", "unclear", "--missing", "mean"},
          {"--max-bad-rows", "1"},
          {"--categorical", "x2"}
        }) {
      Outcome outcome = fit(file, concat(way, "--overwrite"));
      assertThat(outcome.exitCode()).as(String.join(" ", way) + outcome.errors()).isZero();
    }
  }

  private static String[] concat(String[] first, String last) {
    List<String> all = new ArrayList<>(List.of(first));
    all.add(last);
    return all.toArray(String[]::new);
  }

  @Test
  void whatStandsForAMissingValueIsNamedAsSuch() throws IOException {
    fit(rows("x2", "NULL"))
        .assertRefused(
            3, "a.csv:1402: column 'x2': not a number: 'NULL' (--na 'NULL' ", "--missing");
    fit(rows("y", "-"))
        .assertRefused(3, "a.csv:1402: column 'y': not a number: '-' (--na '-' ", "--missing");
  }

  @Test
  void aDateIsNamedAsSuch() throws IOException {
    fit(rows("x2", "2020-02-29"))
        .assertRefused(3, "a.csv:1402: column 'x2': not a number: '2020-02-29' (a date: --time x2");
  }

  @Test
  void theResponseIsNoCategory() throws IOException {
    Outcome outcome = fit(rows("y", "unclear"));
    outcome.assertRefused(3, "a.csv:1402: column 'y': not a number: 'unclear'");
    assertThat(outcome.errors().get(0)).doesNotContain("--categorical");
  }

  @Test
  void aModelsColumnsAreGiven() throws IOException {
    assertThat(fit(rows("", "")).exitCode()).isZero();
    Outcome outcome =
        Outcome.of(
            "evaluate",
            "--model",
            temp.resolve("out").toString(),
            "--input",
            rows("x2", "unclear").toString());
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.errors().get(0))
        .contains("a.csv:1402: column 'x2': not a number: 'unclear'")
        .doesNotContain("--categorical");
  }
}
