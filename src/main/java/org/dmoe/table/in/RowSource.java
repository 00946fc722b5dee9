package org.dmoe.table.in;

import java.io.Closeable;
import java.io.IOException;
import org.dmoe.data.row.ParsedRow;
import org.dmoe.data.row.RowStatus;

/** The rows of a part of a file, whatever its format. */
interface RowSource extends Closeable {

  /**
   * Reads the next row.
   *
   * @param row receives its cells, or the reason why there are none
   * @return null at the end
   * @throws org.dmoe.model.UnusableInputException if the file is damaged
   */
  RowStatus next(ParsedRow row) throws IOException;

  /** Where the last row stands in its file; split boundaries do not move it. */
  long position();

  /**
   * Where the last row stands, in words that can follow the file's name.
   *
   * @param mostBytes that may be read to find out; a rougher place is named otherwise
   */
  String place(long mostBytes) throws IOException;

  /** Share of the part that was read, from 0 to 1. */
  float progress() throws IOException;
}
