package org.dmoe.data.row;

/** What a line turned out to be. */
public enum RowStatus {
  /** A row whose numbers can be used. */
  OK,
  /** A row that lacks a value that is needed. */
  MISSING,
  /** A line that cannot be understood. */
  BAD,
  /** An empty line or a comment. */
  BLANK
}
