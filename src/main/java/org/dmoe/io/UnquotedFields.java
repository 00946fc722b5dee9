package org.dmoe.io;

import org.dmoe.data.row.CsvDialect;

/**
 * Parts a line whose fields are not quoted. After the escape, if there is one, n and r are line
 * ends and any other character is itself; what stands for a missing value is left as it is written.
 */
final class UnquotedFields {

  private final CsvDialect dialect;

  UnquotedFields(CsvDialect dialect) {
    this.dialect = dialect;
  }

  /** Where the fields go, one after the other. */
  interface Target {
    void add(char[] buffer, int offset, int length);
  }

  /**
   * @param end of the line in the buffer
   */
  void split(char[] buffer, int start, int end, Target fields) {
    int field = start;
    boolean escaped = false;
    for (int i = start; i < end; i++) {
      if (dialect.hasEscapes() && buffer[i] == dialect.escape()) {
        escaped = true;
        i++;
      } else if (buffer[i] == dialect.delimiter()) {
        add(buffer, field, i, escaped, fields);
        field = i + 1;
        escaped = false;
      }
    }
    add(buffer, field, end, escaped, fields);
  }

  private void add(char[] buffer, int start, int end, boolean escaped, Target fields) {
    if (escaped && !dialect.isMissing(new String(buffer, start, end - start))) {
      String text = unescaped(buffer, start, end);
      fields.add(text.toCharArray(), 0, text.length());
    } else {
      fields.add(buffer, start, end - start);
    }
  }

  private String unescaped(char[] buffer, int start, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; i++) {
      boolean escape = buffer[i] == dialect.escape() && i + 1 < end;
      text.append(escape ? meant(buffer[++i]) : buffer[i]);
    }
    return text.toString();
  }

  private static char meant(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
