package org.dmoe.cli;

import org.dmoe.mapreduce.pipeline.RowCounts;

/** Counts of rows, for the console. */
final class RowCountText {

  private RowCountText() {}

  static String of(RowCounts rows) {
    return "rows: %d, bad rows skipped: %d, rows with missing values skipped: %d"
        .formatted(rows.used(), rows.bad(), rows.missing());
  }
}
