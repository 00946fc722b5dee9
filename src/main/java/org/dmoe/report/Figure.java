package org.dmoe.report;

import java.util.Objects;
import java.util.Optional;

/**
 * A picture with its table, or a table alone.
 *
 * @param title what it shows
 * @param note how to read it, in a sentence or two
 * @param chart that is drawn, if anything is
 * @param table the same as text
 */
public record Figure(String title, String note, Optional<Chart> chart, DataTable table) {

  public Figure {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(note, "note");
  }

  static Figure of(String title, String note, Chart chart) {
    return new Figure(title, note, Optional.of(chart), chart.table());
  }

  static Figure of(String title, String note, Chart chart, DataTable table) {
    return new Figure(title, note, Optional.of(chart), table);
  }

  static Figure of(String title, String note, DataTable table) {
    return new Figure(title, note, Optional.empty(), table);
  }
}
