package org.dmoe.mapreduce.output;

/** What the values of a column are. */
public enum ColumnType {
  DOUBLE,
  LONG,
  TEXT
}
