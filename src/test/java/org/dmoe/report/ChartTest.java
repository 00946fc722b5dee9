package org.dmoe.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {

  /** They would not be drawn, and nothing would say so. */
  @Test
  void linesAreDrawnAgainstNumbers() {
    List<Chart.Series> series = List.of(new Chart.Series("a", List.of(1.0, 2.0)));
    assertThatThrownBy(
            () -> new Chart(Chart.Kind.LINES, "x", List.of("0 to 1", "1 to 2"), "y", series))
        .hasMessageContaining("against numbers");
  }

  @Test
  void seriesAreAsLongAsTheAxis() {
    List<Chart.Series> series = List.of(new Chart.Series("a", List.of(1.0)));
    assertThatThrownBy(() -> new Chart(Chart.Kind.LINES, "x", List.of(1.0, 2.0), "y", series))
        .hasMessageContaining("1 of 2 values");
  }
}
