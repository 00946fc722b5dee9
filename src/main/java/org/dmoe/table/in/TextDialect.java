package org.dmoe.table.in;

import org.dmoe.data.row.CsvDialect;

/** How text files are written where nothing else is said. */
public enum TextDialect {
  /** With a header; comma, double quote, NA. */
  CSV(CsvDialect.DEFAULT, true),

  /** Hive's own: no header; U+0001 between fields, which are not quoted, \N for null. */
  HIVE(CsvDialect.HIVE, false);

  private final CsvDialect characters;
  private final boolean header;

  TextDialect(CsvDialect characters, boolean header) {
    this.characters = characters;
    this.header = header;
  }

  /** Its characters and texts. */
  public CsvDialect characters() {
    return characters;
  }

  /** Whether files have a header where their columns are not named. */
  public boolean hasHeader() {
    return header;
  }
}
