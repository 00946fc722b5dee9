package org.dmoe.cli;

import org.dmoe.pipeline.RowCounts;

/** Counts of rows, for the console. */
final class RowCountText {

  private RowCountText() {}

  /** Of rows in which nothing counts as missing. */
  static String read(RowCounts rows) {
    return "rows: "
        + rows.used()
        + (rows.unreadable() == 0 ? "" : ", unreadable rows skipped: " + rows.unreadable());
  }

  static String of(RowCounts rows) {
    return "rows: %d, unreadable rows skipped: %d, rows with missing values skipped: %d"
        .formatted(rows.used(), rows.unreadable(), rows.missing());
  }
}
