package org.dmoe.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stored run of the benchmarks, and what a later one says of it. */
class MeasuresTest {

  @TempDir private Path temp;

  private static Measures of(double fit, double rate) {
    return new Measures(
        Map.of("java", "17"),
        List.of(Measure.seconds("fit", fit), Measure.rate("evaluate, avro", rate)));
  }

  @Test
  void aFileKeepsThem() throws IOException {
    Path file = temp.resolve("run.json");
    of(8.25, 1e6).write(file);
    assertThat(Measures.read(file)).isEqualTo(of(8.25, 1e6));
  }

  @Test
  void aLossOfMoreThanATenthIsNamed() {
    assertThat(of(10, 1e6).losses(of(9.1, 1.09e6))).isEmpty();
    assertThat(of(10, 1e6).losses(of(8.9, 1e6))).containsExactly("fit: 10.0 s, it was 8.90");
    assertThat(of(10, 1e6).losses(of(20, 1.2e6)))
        .containsExactly("evaluate, avro: 1,000,000 rows/s, it was 1,200,000");
    assertThat(of(Double.NaN, 1e6).losses(of(9, 1e6))).hasSize(1);
  }

  @Test
  void whatTheOtherRunHasNotIsNoLoss() {
    Measures other = new Measures(Map.of(), List.of(Measure.seconds("start", 1)));
    assertThat(of(10, 1).losses(other)).isEmpty();
    assertThat(of(10, 1).table(Optional.of(other))).contains("| fit | 10.0 | s | | |");
  }

  @Test
  void theTableSetsBothBeside() {
    assertThat(of(8, 1_500_000).table(Optional.of(of(16, 1_000_000))))
        .isEqualTo(
            """
            | | | unit | before | gain |
            | --- | ---: | --- | ---: | ---: |
            | fit | 8.00 | s | 16.0 | 2.00 |
            | evaluate, avro | 1,500,000 | rows/s | 1,000,000 | 1.50 |
            """);
  }

  @Test
  void aPageHasThePlaceOfTheTable() throws IOException {
    String page = "a\n" + MeasuredPage.BEGIN + "old\n" + MeasuredPage.END + "\nb\n";
    String with = MeasuredPage.with(page, "| new |\n");
    assertThat(with)
        .isEqualTo("a\n" + MeasuredPage.BEGIN + "\n| new |\n\n" + MeasuredPage.END + "\nb\n");
    assertThatThrownBy(() -> MeasuredPage.with("a\n", "| new |\n"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the page has no place for the table");
  }
}
