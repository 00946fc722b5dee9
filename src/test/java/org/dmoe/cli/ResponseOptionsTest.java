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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A response that does not fit its family: one line that names the one that would. */
class ResponseOptionsTest {

  @TempDir Path temp;

  private Path rows;

  @BeforeEach
  void directory() throws IOException {
    rows = Files.createDirectories(temp.resolve("rows"));
    StringBuilder csv = new StringBuilder("species,sex,only,count,share,n,x\n");
    for (int i = 0; i < 60; i++) {
      csv.append(List.of("ab", "cd", "ef").get(i % 3)).append(i % 2 == 0 ? ",f,z," : ",m,z,");
      csv.append(i == 40 ? -1 : i).append(',').append(0.5 + i).append(",3,").append(i * i % 7);
      csv.append('\n');
    }
    Files.writeString(rows.resolve("a.csv"), csv);
  }

  private Outcome fit(String response, String... more) {
    List<String> args = new ArrayList<>(List.of("fit", "--input", rows.toString()));
    args.addAll(List.of("--output", temp.resolve("out").toString(), "--experts", "1"));
    args.addAll(List.of("--features", "x", "--response", response));
    args.addAll(List.of(more));
    return Outcome.of(args.toArray(String[]::new));
  }

  private void assertRefused(Outcome outcome, int code, String words) throws IOException {
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).startsWith("dmoe: ").contains(words);
    assertThat(outcome.exitCode()).as(outcome.errors().get(0)).isEqualTo(code);
    try (var left = Files.list(temp)) {
      assertThat(left).containsExactly(rows);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "gaussian;species;the response 'species' is text with 3 levels: --family categorical",
        "poisson;species;the response 'species' is text with 3 levels: --family categorical",
        "binomial;species;the response 'species' is text with 3 levels: --family categorical",
        "gaussian;sex;the response 'sex' is text with 2 levels: --family binomial, or categorical",
        "gaussian;only;the response 'only' is text with 1 level: choose another response",
        "categorical;only;the response 'only' has one class, 'z': two or more are needed",
        "categorical;count;a number with more than 50 values, too many for classes",
        "poisson;share;a.csv:2: response 'share': the response must be a count: 0.5",
        "poisson;count;a.csv:42: response 'count': the response must be a count: -1.0",
        "binomial;n;a.csv:2: response 'n': the response must be 0 or 1: 3.0"
      })
  void itIsRefused(String family, String response, String words) throws IOException {
    assertRefused(fit(response, "--family", family), 3, words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--family normal;--family normal: must be one of gaussian, categorical, binomial, poisson",
        "--trials n;--trials: goes with --family binomial",
        "--family poisson --trials n;--trials: goes with --family binomial",
        "--family binomial --exposure n;--exposure: goes with --family poisson",
        "--classes a|b;--classes: goes with --family categorical or binomial",
        "--family binomial --classes a|b|c;--classes: a binomial response has two classes, not 3",
        "--family poisson --exposure x;--trials, --exposure: 'x' is feature, response or weight",
        "--family poisson --exposure m;trials or exposure 'm' is not a column of the table"
      })
  void optionsThatDoNotGoTogetherAreAMistakeOfTheCommandLine(String options, String words)
      throws IOException {
    assertRefused(fit("count", options.split(" ")), 2, words);
  }

  @Test
  void successesAreNoMoreThanTrials() throws IOException {
    assertRefused(
        fit("count", "--family", "binomial", "--trials", "n"),
        3,
        "a.csv:6: response 'count': the successes must be a whole number of the 3.0 trials: 4.0");
  }
}
