package org.dmoe.io;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.List;

/** Turns the fields of a record into numbers, straight from the CSV library's buffer. */
final class CsvFieldHandler extends CsvCallbackHandler<RowStatus> {

  private static final int LONGEST_SHOWN = 40;

  private final List<String> header;

  /** For each column its place in the row, or -1. */
  private final int[] target;

  /** For each column its place among the texts, or -1. */
  private final int[] textTarget;

  private final char[][] missing;
  private ParsedRow row;
  private RowStatus status;
  private RecordType type;
  private int fields;

  CsvFieldHandler(List<String> header, int[] target, int[] textTarget, CsvDialect dialect) {
    this.header = header;
    this.target = target;
    this.textTarget = textTarget;
    missing =
        dialect.missing().stream()
            .filter(text -> !text.isEmpty())
            .map(String::toCharArray)
            .toArray(char[][]::new);
  }

  void fill(ParsedRow destination) {
    row = destination;
    row.clear();
  }

  @Override
  protected void beginRecord(long line) {
    status = RowStatus.OK;
    type = RecordType.DATA;
    fields = 0;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    int column = fields++;
    if (column >= target.length || status == RowStatus.BAD) {
      return;
    }
    if (textTarget[column] >= 0) {
      row.setText(textTarget[column], buffer, offset, length);
    }
    if (target[column] < 0) {
      return;
    }
    if (length == 0 || isMissing(buffer, offset, length)) {
      if (status == RowStatus.OK) {
        status = RowStatus.MISSING;
        row.setReason("column '" + header.get(column) + "': missing");
      }
      return;
    }
    readNumber(column, buffer, offset, length);
  }

  private void readNumber(int column, char[] buffer, int offset, int length) {
    try {
      double value = number(buffer, offset, length);
      if (Double.isFinite(value)) {
        row.set(target[column], value);
      } else {
        refuse(column, "not finite: " + shown(buffer, offset, length));
      }
    } catch (NumberFormatException e) {
      refuse(column, "not a number: '" + shown(buffer, offset, length) + "'");
    }
  }

  private boolean isMissing(char[] buffer, int offset, int length) {
    for (char[] text : missing) {
      if (text.length == length && matches(text, buffer, offset)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(char[] text, char[] buffer, int offset) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] != buffer[offset + i]) {
        return false;
      }
    }
    return true;
  }

  /** Java's own suffixes (1f, 1d) make no number of a table. */
  private static double number(char[] buffer, int offset, int length) {
    char last = buffer[offset + length - 1];
    if (last == 'f' || last == 'F' || last == 'd' || last == 'D') {
      throw new NumberFormatException();
    }
    return JavaDoubleParser.parseDouble(buffer, offset, length);
  }

  private static String shown(char[] buffer, int offset, int length) {
    return new String(buffer, offset, Math.min(length, LONGEST_SHOWN));
  }

  private void refuse(int column, String what) {
    status = RowStatus.BAD;
    row.setReason("column '" + header.get(column) + "': " + what);
  }

  @Override
  protected RowStatus buildRecord() {
    if (type != RecordType.DATA) {
      return RowStatus.BLANK;
    }
    if (fields != header.size()) {
      row.setReason(fields + " fields, expected " + header.size());
      return RowStatus.BAD;
    }
    return status;
  }

  @Override
  protected void setComment(char[] buffer, int offset, int length) {
    type = RecordType.COMMENT;
    fields++;
  }

  @Override
  protected void setEmpty() {
    type = RecordType.EMPTY;
    fields++;
  }

  @Override
  protected RecordType getRecordType() {
    return type;
  }

  @Override
  protected int getFieldCount() {
    return fields;
  }
}
