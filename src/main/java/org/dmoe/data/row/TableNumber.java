package org.dmoe.data.row;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;

/** Numbers as tables write them. */
public final class TableNumber {

  private TableNumber() {}

  /** The number that a text of a table is; NaN where it is none. */
  public static double parse(String text) {
    try {
      return parse(text.toCharArray(), 0, text.length());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * Java's own suffixes (1f, 1d) make no number of a table.
   *
   * @param length at least 1
   * @throws NumberFormatException if the text is no number
   */
  static double parse(char[] buffer, int offset, int length) {
    char last = buffer[offset + length - 1];
    if (last == 'f' || last == 'F' || last == 'd' || last == 'D') {
      throw new NumberFormatException();
    }
    return JavaDoubleParser.parseDouble(buffer, offset, length);
  }
}
