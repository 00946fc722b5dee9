package org.dmoe.table.out;

import java.io.Closeable;
import java.io.IOException;

/** A file that takes rows of one schema; it is whole once it is closed. */
public interface RowSink extends Closeable {

  /**
   * @param row not kept
   */
  void write(OutputRow row) throws IOException;
}
