package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be meant by an option or a command that there is not. */
class SuggestionsTest {

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "fitt --input a, fit",
    "prediict --input a, predict",
    "descrbe, describe",
    "fti --input a, fit",
    "evalute run, evaluate",
    "--versoin, --version",
    "describe --inptu a, --input",
    "describe --input a --delimeter ;, --delimiter",
    "describe --input a --delimeter=;, --delimiter",
    "fit --input a --output b --respons y --experts 2, --response",
    "fit --input a.csv --exprets 3, --experts",
    "fit --input a b --reponse y --experts 2 --output c, --response",
    "fit --input a --output b --response y --expert 2, --experts",
    "describe --input a --no-path-colums, --no-path-columns",
    "evaluate --model m --modle n --input a, --model"
  })
  void whatIsMeantIsAskedFor(String line, String meant) {
    Outcome outcome = Outcome.of(line.split(" "));
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).contains("(did you mean '" + meant + "'?)", "--help");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"dance", "describe --input a --quixotic 3"})
  void whereNothingIsNearNothingIsAsked(String line) {
    Outcome outcome = Outcome.of(line.split(" "));
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).doesNotContain("did you mean").contains("--help");
    assertThat(outcome.exitCode()).isEqualTo(2);
  }

  /** Values may begin with a dash. */
  @ParameterizedTest
  @CsvSource({"--na -9", "--na=-9", "--time --", "--features -x"})
  void valuesAreNoOptions(String option) {
    Outcome outcome =
        Outcome.of(("describe --input " + temp.resolve("nowhere") + " " + option).split(" "));
    assertThat(outcome.errors()).hasSize(1);
    assertThat(outcome.errors().get(0)).doesNotContain("Unknown option");
  }
}
