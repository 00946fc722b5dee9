package org.dmoe.table.out;

/** How rows are written. */
public enum RowFormat {
  CSV(".csv"),
  AVRO(".avro"),
  PARQUET(".parquet"),
  ORC(".orc");

  private final String extension;

  RowFormat(String extension) {
    this.extension = extension;
  }

  /** Ending of the files' names, with its dot. */
  public String extension() {
    return extension;
  }
}
