package org.dmoe.table.out;

/** What the values of a column are. */
public enum ColumnType {
  DOUBLE,
  LONG,
  TEXT
}
