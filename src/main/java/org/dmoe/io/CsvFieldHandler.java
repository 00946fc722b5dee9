package org.dmoe.io;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import org.dmoe.data.row.CsvDialect;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowCells;
import org.dmoe.data.row.RowStatus;

/** Passes the fields of a record on, straight from the CSV library's buffer. */
final class CsvFieldHandler extends CsvCallbackHandler<RowStatus> {

  private final RowCells cells;
  private final boolean[] wanted;
  private ParsedRow row;
  private RecordType type;
  private int fields;

  CsvFieldHandler(RowCells cells) {
    this.cells = cells;
    this.wanted = new boolean[cells.columns()];
    for (int c = 0; c < wanted.length; c++) {
      wanted[c] = cells.wants(c);
    }
  }

  void fill(ParsedRow destination) {
    row = destination;
    cells.begin(row);
  }

  @Override
  protected void beginRecord(long line) {
    type = RecordType.DATA;
    fields = 0;
  }

  @Override
  protected void addField(char[] buffer, int offset, int length, boolean quoted) {
    int column = fields++;
    if (column < wanted.length && wanted[column]) {
      cells.text(column, buffer, offset, length);
    }
  }

  @Override
  protected RowStatus buildRecord() {
    if (type != RecordType.DATA) {
      return RowStatus.BLANK;
    }
    if (fields != wanted.length) {
      row.setReason(fields + " fields, expected " + wanted.length);
      return RowStatus.BAD;
    }
    return cells.status();
  }

  /** A line whose fields are not quoted. */
  RowStatus unquoted(CsvLine line, CsvDialect dialect, UnquotedFields fields) {
    beginRecord(0);
    int length = line.end() - line.start();
    if (length == 0) {
      setEmpty();
    } else if (dialect.hasComments() && line.chars()[line.start()] == dialect.comment()) {
      setComment(line.chars(), line.start(), length);
    } else {
      fields.split(line.chars(), line.start(), line.end(), (c, at, n) -> addField(c, at, n, false));
    }
    return buildRecord();
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
