package org.dmoe.table;

/** What is counted of the rows that are read. */
public enum RowCounter {
  /** Rows that were parsed and used. */
  ROWS,
  /** Rows that could not be parsed and were skipped. */
  BAD_ROWS,
  /** Rows skipped because a value was missing. */
  MISSING_ROWS_SKIPPED,
  /** Rows skipped because their weight is zero. */
  ZERO_WEIGHT_ROWS_SKIPPED,
  /** Splits in which there was no row to use; they are no machines. */
  SPLITS_WITHOUT_ROWS
}
