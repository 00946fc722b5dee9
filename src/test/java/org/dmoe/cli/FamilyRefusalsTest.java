package org.dmoe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes with a response that is a number only. */
class FamilyRefusalsTest {

  @TempDir Path temp;

  private Path rows() {
    Path out = temp.resolve("poisson");
    Outcome.of("simulate", "--kind", "poisson", "--rows", "30", "--output", out.toString())
        .assertDone();
    return out;
  }

  private Outcome fit(Path rows, String... more) {
    List<String> usual =
        List.of(
            "fit",
            "--input",
            rows.resolve("rows").toString(),
            "--output",
            temp.resolve("run").toString(),
            "--response",
            "y",
            "--family",
            "poisson",
            "--experts",
            "2");
    return Outcome.of(usual, more);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--cost w2;--cost w2: goes with --family gaussian only, not with poisson",
        "--aggregator statistics;--aggregator statistics: goes with --family gaussian only"
      })
  void optionsThatGoWithNumbersOnlyAreRefused(String option, String words) {
    fit(rows(), option.split(" ")).assertRefused(2, words);
    assertThat(temp.resolve("run")).doesNotExist();
  }
}
